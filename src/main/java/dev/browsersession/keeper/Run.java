package dev.browsersession.keeper;

/** One build: what a shared session waits for. An owner that nobody started as a fork is a run of its own. */
sealed interface Run permits Owner, ProcessRun {}

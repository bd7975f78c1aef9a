/** Sessions on a Chrome of this machine: one browser process with a profile directory of its own for each. */
package dev.browsersession.provider.local;

package dev.browsersession.keeper;

/**
 * The run of a process that starts owners.
 *
 * @param startTime as {@link ProcessGroups#startTime} tells it, since process ids are used again
 */
record ProcessRun(long pid, long startTime) implements Run {

    @Override
    public String toString() {
        return "the build of process " + pid;
    }
}

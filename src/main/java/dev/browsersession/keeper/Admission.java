package dev.browsersession.keeper;

/** Who has been welcomed, so that nobody is who would find the keeper gone at the next word. */
final class Admission {

    // This object's lock guards both.
    private int inside;
    private boolean closed;

    /** False once this keeper has decided to leave. */
    synchronized boolean enter() {
        if (!closed) {
            inside++;
        }
        return !closed;
    }

    synchronized void leave() {
        inside--;
    }

    /** Lets nobody in any more, unless somebody is inside. */
    synchronized boolean closeIfEmpty() {
        closed = inside == 0;
        return closed;
    }
}

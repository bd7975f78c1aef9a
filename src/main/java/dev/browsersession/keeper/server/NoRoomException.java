package dev.browsersession.keeper.server;

/** There are as many sessions as there may be. */
public final class NoRoomException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int most;

    NoRoomException(int most) {
        super("There are " + most + " sessions, and no more are allowed.");
        this.most = most;
    }

    /** How many there may be. */
    public int most() {
        return most;
    }
}

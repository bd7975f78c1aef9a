package dev.browsersession.lease;

import dev.browsersession.protocol.Unclaim;

/** The default contexts of shared sessions that are this owner's until it closes this. */
public final class ClaimedSessions implements AutoCloseable {

    private final Keeper keeper;
    private final String claim;

    ClaimedSessions(Keeper keeper, String claim) {
        this.keeper = keeper;
        this.claim = claim;
    }

    /** Whether it still holds: a keeper that is gone took it along. */
    public boolean isHeld() {
        return keeper.isOpen();
    }

    @Override
    public void close() {
        if (keeper.isOpen()) {
            keeper.askUninterruptibly(new Unclaim(claim));
        }
    }
}

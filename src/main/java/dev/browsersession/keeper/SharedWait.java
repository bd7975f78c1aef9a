package dev.browsersession.keeper;

import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The wait for a shared session that is being created. As long as that stands still for want of a place, whoever waits does so
 * by a limit of its own.
 */
record SharedWait(PlaceRequest asking, PlaceRequest creating, ElapsedTime time) {

    private static final long LONGEST_NAP = 1_000;
    /** A create that goes on is waited for; it may stand still again. */
    private static final long NAP_BEYOND_LIMIT = 100;

    KeptSession forSession(CompletableFuture<KeptSession> session) throws ProviderFailure {
        while (true) {
            if (!asking.equals(creating)) {
                creating.told().ifPresent(asking::hear);
            }
            try {
                return session.get(nap(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                giveUpWhereItStandsStill(e);
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProviderFailure(Failure.Kind.INTERNAL, "The keeper ends.", e);
            }
        }
    }

    private long nap() {
        long left = asking.waitLeft(time.millis());
        return left > 0 ? Math.min(LONGEST_NAP, left) : NAP_BEYOND_LIMIT;
    }

    private void giveUpWhereItStandsStill(TimeoutException limit) throws ProviderFailure {
        Optional<String> why = creating.standsStill();
        long now = time.millis();
        if (why.isPresent() && !asking.equals(creating) && asking.waitLeft(now) <= 0) {
            throw new ProviderFailure(
                    Failure.Kind.LIMIT,
                    asking.holder() + " got no session: it waited " + Math.round(asking.waited(now) / 100.0) / 10.0
                            + " s for "
                            + asking.acquire().sharing().name() + ", which cannot be created for " + creating + ". "
                            + why.get() + " Set browser.session.acquire-timeout to wait longer.",
                    limit);
        }
    }

    private static ProviderFailure failure(Throwable cause) {
        if (cause instanceof ProviderFailure failure) {
            return new ProviderFailure(failure.kind(), failure.getMessage(), failure);
        }
        return new ProviderFailure(Failure.Kind.INTERNAL, "The keeper has a defect: " + cause, cause);
    }
}

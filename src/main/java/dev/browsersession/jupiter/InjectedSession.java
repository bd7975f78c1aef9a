package dev.browsersession.jupiter;

import dev.browsersession.Downloads;
import dev.browsersession.ProviderException;
import dev.browsersession.Session;
import dev.browsersession.lease.Lease;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.Stopped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The session as a test sees it. */
final class InjectedSession implements Session {

    private final Lease lease;
    private final Supplier<String> currentTarget;
    private final Supplier<Downloads> downloads;

    InjectedSession(Lease lease, Supplier<String> currentTarget, Supplier<Downloads> downloads) {
        this.lease = lease;
        this.currentTarget = currentTarget;
        this.downloads = downloads;
    }

    @Override
    public String id() {
        return lease.session().id();
    }

    @Override
    public String provider() {
        return lease.session().provider();
    }

    @Override
    public Instant created() {
        return Instant.ofEpochMilli(lease.session().createdEpochMillis());
    }

    @Override
    public Instant expires() {
        return Instant.ofEpochMilli(lease.session().expiresEpochMillis());
    }

    @Override
    public Duration ttlLeft() {
        return lease.ttlLeft();
    }

    @Override
    public boolean keepAlive() {
        return lease.session().keepAlive();
    }

    @Override
    public Optional<URI> liveViewUrl() {
        return Optional.ofNullable(lease.session().liveViewUrl()).map(URI::create);
    }

    @Override
    public Optional<Secret> connectUrl() {
        return Optional.ofNullable(lease.session().connectUrl());
    }

    @Override
    public Optional<String> browserVersion() {
        return Optional.ofNullable(lease.session().browserVersion());
    }

    @Override
    public void stop() {
        Stopped stopped = lease.stop();
        if (!stopped.verified()) {
            throw new ProviderException("Session " + id() + " (" + provider() + ") was to be stopped by its test, but "
                    + stopped.problem() + ".");
        }
    }

    @Override
    public Downloads downloads() {
        return downloads.get();
    }

    @Override
    public void clear() {
        lease.clear(currentTarget.get());
    }

    @Override
    public String toString() {
        return "session " + id() + " (" + provider() + ", " + browserVersion().orElse("browser unknown") + ", ttl left "
                + ttlLeft().toSeconds() + " s" + (keepAlive() ? ", keep-alive" : "") + ")";
    }
}

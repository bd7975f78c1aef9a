package dev.browsersession.cdp;

import java.util.concurrent.CompletableFuture;

/** What a test's views reach their browser through. */
enum UpstreamKind {
    OWN_SOCKETS {
        @Override
        Upstream of(Chromium chromium) {
            return Upstream.ownSockets(chromium.url());
        }
    },
    SHARED {
        @Override
        Upstream of(Chromium chromium) {
            return Upstream.shared(() -> CompletableFuture.completedFuture(chromium.control()));
        }
    };

    abstract Upstream of(Chromium chromium);
}

package dev.browsersession.cdp;

/** Views are as isolated when all their clients share a connection. */
class SharedViewIsolationTest extends ViewIsolationTest {

    @Override
    UpstreamKind upstream() {
        return UpstreamKind.SHARED;
    }
}

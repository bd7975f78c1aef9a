package dev.browsersession.cdp;

/** Views are the same for their clients when these share a connection. */
class SharedViewPortTest extends ViewPortTest {

    @Override
    UpstreamKind upstream() {
        return UpstreamKind.SHARED;
    }
}

package dev.browsersession.cdp;

/** Stock ChromeDrivers on one connection. */
class SharedTwoViewsTest extends TwoViewsTest {

    @Override
    UpstreamKind upstream() {
        return UpstreamKind.SHARED;
    }
}

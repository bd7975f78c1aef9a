package dev.browsersession.hosted;

import java.util.Map;

class BrowserlessLifeTest extends HostedLife {

    BrowserlessLifeTest() {
        super("browserless");
    }

    @Override
    Map<String, String> environment(String url) {
        return Map.of("BROWSERLESS_URL", url, "BROWSERLESS_TOKEN", KEY);
    }
}

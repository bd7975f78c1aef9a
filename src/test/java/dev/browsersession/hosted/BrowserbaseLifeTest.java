package dev.browsersession.hosted;

import java.util.Map;

class BrowserbaseLifeTest extends HostedLife {

    BrowserbaseLifeTest() {
        super("browserbase");
    }

    @Override
    Map<String, String> environment(String url) {
        return Map.of(
                "BROWSERBASE_BASE_URL",
                url,
                "BROWSERBASE_API_KEY",
                KEY,
                "BROWSERBASE_PROJECT_ID",
                "11111111-2222-4333-8444-555555555555");
    }
}

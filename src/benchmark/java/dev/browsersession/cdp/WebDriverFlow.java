package dev.browsersession.cdp;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/** 40 WebDriver commands, as a test of a small shop sends them. */
final class WebDriverFlow {

    static final int COMMANDS = 40;

    private final WebDriverWire driver;
    private final String session;
    private int sent;

    WebDriverFlow(WebDriverWire driver, String session) {
        this.driver = driver;
        this.session = session;
    }

    void run(TestSite site) throws Exception {
        logIn(site);
        list();
        item();
        assertThat(sent).isEqualTo(COMMANDS);
    }

    private void logIn(TestSite site) throws Exception {
        post("/url", "{\"url\":\"" + site.url("localhost", "/login") + "\"}");
        assertThat(get("/title").asString()).isEqualTo("Log in");
        type(find("#user"), "somebody");
        type(find("#password"), "secret");
        on(find("#submit"), "/click");
        assertThat(get(find("#welcome") + "/text").asString()).isEqualTo("Welcome");
    }

    private void list() throws Exception {
        JsonNode items = post("/elements", "{\"using\":\"css selector\",\"value\":\"li\"}");
        for (int i = 0; i < 3; i++) {
            assertThat(get(path(items.get(i)) + "/text").asString()).isNotEmpty();
        }
        String filter = find("#filter");
        on(filter, "/clear");
        type(filter, "three");
        on(find("#item"), "/click");
    }

    private void item() throws Exception {
        assertThat(get("/title").asString()).isEqualTo("Item");
        assertThat(get(find("#price") + "/text").asString()).isEqualTo("12.50");
        String quantity = find("#quantity");
        on(quantity, "/clear");
        type(quantity, "2");
        String added = find("#added");
        on(find("#add"), "/click");
        post("/execute/async", "{\"script\":\"const done = arguments[0], look = () => added.hidden ? setTimeout(look, 5)"
                + " : done(true); look()\",\"args\":[]}");
        assertThat(get(added + "/text").asString()).isEqualTo("In the basket");
        assertThat(get(quantity + "/property/value").asString()).isEqualTo("2");
        String gift = find("#gift");
        on(gift, "/click");
        assertThat(get(gift + "/selected").asBoolean()).isTrue();
        assertThat(get("/screenshot").asString()).startsWith("iVBOR");
        get("/cookie");
        on("", "/back");
        assertThat(get("/title").asString()).isEqualTo("List");
        assertThat(get(find("#welcome") + "/displayed").asBoolean()).isTrue();
    }

    private String find(String selector) throws Exception {
        return path(post("/element", "{\"using\":\"css selector\",\"value\":\"" + selector + "\"}"));
    }

    private static String path(JsonNode element) {
        return "/element/" + element.values().iterator().next().asString();
    }

    private void type(String element, String text) throws Exception {
        post(element + "/value", "{\"text\":\"" + text + "\"}");
    }

    private void on(String element, String what) throws Exception {
        post(element + what, "{}");
    }

    private JsonNode get(String path) throws Exception {
        sent++;
        return checked(path, driver.get(session + path));
    }

    private JsonNode post(String path, String body) throws Exception {
        sent++;
        return checked(path, driver.post(session + path, body));
    }

    private static JsonNode checked(String path, JsonNode value) {
        assertThat(value.has("error")).as(path + ": " + value).isFalse();
        return value;
    }
}

package dev.browsersession.keeper.server.browserbase;

import dev.browsersession.keeper.server.HttpCall;
import dev.browsersession.keeper.server.Reply;
import dev.browsersession.keeper.server.ServerJson;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests to a driver. How long one may take is the driver's to say: a page may load for minutes, and when the session ends it is
 * answered.
 */
record DriverCall(OpenDriver driver) {

    private static final String CHROME = "goog:chromeOptions";
    /** What of Chrome's options can still reach a browser that runs. */
    private static final Set<String> ATTACHABLE =
            Set.of("devToolsEventsToLog", "enableExtensionTargets", "perfLoggingPrefs", "w3c", "windowTypes");

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final OkHttpClient CLIENT = new OkHttpClient.Builder()
            .readTimeout(Duration.ZERO)
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            .build();

    /** Attaches it to its browser, whatever is asked of a browser that was to be started. */
    Reply newSession(HttpCall call, String debuggerAddress) throws IOException, Refusal {
        JsonNode asked;
        try {
            asked = ServerJson.read(call.body());
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("The body is " + e.getMessage() + ".");
        }
        ObjectNode capabilities = asked.path("capabilities") instanceof ObjectNode given ? given : ServerJson.object();
        ObjectNode always = capabilities.path("alwaysMatch") instanceof ObjectNode given ? given : ServerJson.object();
        capabilities.set("alwaysMatch", always);
        ObjectNode chrome = ServerJson.object();
        keepAttachable(always.path(CHROME), chrome);
        for (JsonNode alternative : capabilities.path("firstMatch")) {
            if (alternative instanceof ObjectNode object) {
                keepAttachable(object.path(CHROME), chrome);
                object.remove(CHROME);
            }
        }
        chrome.put("debuggerAddress", debuggerAddress);
        always.set(CHROME, chrome);
        ObjectNode body = ServerJson.object();
        body.set("capabilities", capabilities);
        return withoutAddress(send("POST", "/session", ServerJson.bytes(body)));
    }

    Reply command(HttpCall call, String prefix, byte[] body) throws IOException {
        return send(call.method(), call.target().substring(prefix.length()), body);
    }

    private static void keepAttachable(JsonNode from, ObjectNode to) {
        ATTACHABLE.stream().filter(from::has).forEach(name -> to.set(name, from.get(name)));
    }

    /** The address is of no use elsewhere, and nobody else's business. */
    private static Reply withoutAddress(Reply reply) {
        JsonNode answer = ServerJson.read(reply.body());
        if (answer.path("value").path("capabilities").path(CHROME) instanceof ObjectNode chrome) {
            chrome.remove("debuggerAddress");
        }
        return Reply.json(reply.status(), answer);
    }

    private Reply send(String method, String target, byte[] body) throws IOException {
        Request request = new Request.Builder()
                .url(driver.baseUrl() + target)
                .method(method, method.equals("POST") ? RequestBody.create(body, JSON) : null)
                .build();
        try (Response response = CLIENT.newCall(request).execute()) {
            return Reply.of(
                    response.code(),
                    response.header("content-type", "application/json; charset=utf-8"),
                    response.body().bytes());
        }
    }
}

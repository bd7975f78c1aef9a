package dev.browsersession.keeper.server.browserbase;

import dev.browsersession.keeper.server.ServerJson;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;

/**
 * Where a session can be watched.
 *
 * @param authority how the client calls this server
 */
record LiveUrls(String authority) {

    private static final System.Logger LOG = System.getLogger(LiveUrls.class.getName());
    private static final OkHttpClient BROWSER = new OkHttpClient.Builder()
            .callTimeout(Duration.ofSeconds(5))
            .proxy(Proxy.NO_PROXY)
            .build();

    Map<String, Object> of(RunningSession session) {
        String live = "http://" + authority + "/live/" + session.served().id();
        List<Map<String, Object>> pages = new ArrayList<>();
        for (JsonNode target : targets(URI.create(session.served().cdpUrl().value()))) {
            if (target.path("type").asString("").equals("page")) {
                Map<String, Object> page = new LinkedHashMap<>();
                page.put("id", target.path("id").asString(""));
                page.put("url", target.path("url").asString(""));
                page.put("faviconUrl", target.path("faviconUrl").asString(""));
                page.put("title", target.path("title").asString(""));
                page.put("debuggerUrl", live);
                page.put("debuggerFullscreenUrl", live);
                pages.add(page);
            }
        }
        Map<String, Object> urls = new LinkedHashMap<>();
        urls.put("debuggerFullscreenUrl", live);
        urls.put("debuggerUrl", live);
        urls.put("pages", pages);
        urls.put("wsUrl", Connections.url(authority, session.booked()));
        return urls;
    }

    /** The browser tells them over HTTP, at the port of its websocket. None where it is ending. */
    private static JsonNode targets(URI browser) {
        Request request = new Request.Builder()
                .url("http://" + browser.getRawAuthority() + "/json/list")
                .build();
        try (Response response = BROWSER.newCall(request).execute()) {
            return ServerJson.read(response.body().bytes());
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "a browser does not list its pages", e);
            return ServerJson.array();
        }
    }
}

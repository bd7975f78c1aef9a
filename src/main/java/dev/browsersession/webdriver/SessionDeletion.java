package dev.browsersession.webdriver;

import dev.browsersession.protocol.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.remote.Response;
import org.openqa.selenium.remote.SessionId;

/**
 * The request that ends a WebDriver session, with limits: it is sent when tests are over, and must not hold them up.
 */
final class SessionDeletion {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 20_000;

    private final String base;

    SessionDeletion(Secret webDriverUrl) {
        this.base = webDriverUrl.value().replaceAll("/+$", "");
    }

    Response of(SessionId session) throws IOException {
        Response ended = new Response(session);
        ended.setState("success");
        if (session == null) {
            return ended;
        }
        HttpURLConnection request = (HttpURLConnection)
                URI.create(base + "/session/" + session).toURL().openConnection(Proxy.NO_PROXY);
        try {
            request.setRequestMethod("DELETE");
            request.setConnectTimeout(CONNECT_MILLIS);
            request.setReadTimeout(ANSWER_MILLIS);
            check(request, request.getResponseCode());
        } finally {
            request.disconnect();
        }
        return ended;
    }

    private static void check(HttpURLConnection request, int status) throws IOException {
        // Over already, because its last window was closed or its browser has ended: what was asked for.
        boolean over = status == HttpURLConnection.HTTP_NOT_FOUND;
        if (status == HttpURLConnection.HTTP_OK || over) {
            return;
        }
        try (InputStream body = request.getErrorStream()) {
            String answer = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            throw new WebDriverException("The WebDriver session could not be ended: " + status + " " + answer);
        }
    }
}

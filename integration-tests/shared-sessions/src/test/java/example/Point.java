package example;

import dev.browsersession.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Where a test waits until it is told how to go on. */
final class Point {

    private static final URI STEERING = URI.create(System.getenv("STEERING"));

    private Point() {}

    static String page() {
        return STEERING.resolve("/page").toString();
    }

    static String at(String point) {
        return at(point, "", "");
    }

    static String at(String point, Session session, String title) {
        return at(point, session.id(), title);
    }

    private static String at(String point, String session, String title) {
        String facts = "?pid=" + ProcessHandle.current().pid() + "&session=" + session + "&title=" + title;
        try (InputStream answer = STEERING.resolve(point + facts).toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

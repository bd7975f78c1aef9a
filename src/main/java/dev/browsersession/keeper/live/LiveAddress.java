package dev.browsersession.keeper.live;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a live view is. Its addresses are for people to open in a browser of this machine, and carry keys: who has that of a
 * session can watch this session and stop it, who has that of the list can do so with all sessions. Neither gives a way to
 * connect to a browser, to make a session, or to the keeper. They are good for as long as their session is known, and no longer
 * than the process that made them.
 *
 * @param base where the live view is mounted, with a slash at its end
 * @param keys makes and knows the keys
 */
public record LiveAddress(String base, LiveKeys keys) {

    static final String SESSION = "session";
    static final String ALL = "all";

    /** The page of one session. */
    public String session(String id) {
        return base + sessionPath(keys, id);
    }

    /** The page of all sessions. */
    public String list() {
        return base + ALL + "/" + keys.key(ALL, "") + "/";
    }

    static String sessionPath(LiveKeys keys, String id) {
        String name = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return SESSION + "/" + name + "/" + keys.key(SESSION, id) + "/";
    }

    @Override
    public String toString() {
        return "the live view at " + base;
    }
}

package dev.browsersession.keeper.live;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * A list of sessions and a page for each, on which people see what a session shows, and stop it. Whoever mounts it passes on all
 * requests below {@link LiveAddress#base} and what they are answered:
 *
 * <pre>{@code
 * LiveAnswer answer = live.answer(new LiveRequest("GET", "/all/0123abcd/", null, headers));
 * }</pre>
 *
 * <p>Addresses carry keys, see {@link LiveAddress}; what has none that fits is answered 404. Requests of pages of other origins
 * are answered 403, whatever they know.
 */
public final class LiveView {

    /** Pages may not be shown inside other pages. */
    public static final String NOT_FRAMED = "'none'";

    private static final Set<String> SESSION_FILES = Set.of("session.js", "live.css");
    private static final Set<String> LIST_FILES = Set.of("list.js", "live.css");

    private final WatchedSessions sessions;
    private final LiveKeys keys;
    private final Gate gate;
    private final String frameAncestors;

    /**
     * @param keys those of its {@link LiveAddress}
     * @param hosts which values of the {@code Host} header are this server's, port included
     * @param frameAncestors where its pages may be framed, as in a content security policy; {@link #NOT_FRAMED} is safest
     */
    public LiveView(WatchedSessions sessions, LiveKeys keys, Predicate<String> hosts, String frameAncestors) {
        this.sessions = sessions;
        this.keys = keys;
        this.gate = new Gate(hosts, !frameAncestors.equals(NOT_FRAMED));
        this.frameAncestors = frameAncestors;
    }

    /** Answers a request. May block for seconds, while a page is looked at or a session stopped. */
    public LiveAnswer answer(LiveRequest request) {
        LiveAnswer answer = gate.refusal(request).orElseGet(() -> route(request));
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("Cache-Control", "no-store");
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors " + frameAncestors);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        if (frameAncestors.equals(NOT_FRAMED)) {
            headers.put("X-Frame-Options", "DENY");
        }
        return new LiveAnswer(answer.status(), headers, answer.body());
    }

    private LiveAnswer route(LiveRequest request) {
        List<String> path = path(request.path());
        if (path.size() == 3 && path.get(0).equals(LiveAddress.ALL)) {
            return keys.fits(path.get(1), LiveAddress.ALL, "") ? ofList(request, path.get(2)) : nothingHere();
        }
        if (path.size() == 4 && path.get(0).equals(LiveAddress.SESSION)) {
            String session = path.get(1);
            return keys.fits(path.get(2), LiveAddress.SESSION, session)
                    ? ofSession(request, session, path.get(3))
                    : nothingHere();
        }
        return nothingHere();
    }

    /** The parts between slashes, decoded; what follows the last slash is the last of them. */
    private static List<String> path(String raw) {
        try {
            return List.of(raw.substring(Math.min(1, raw.length())).split("/", -1)).stream()
                    .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private LiveAnswer ofList(LiveRequest request, String file) {
        if (!request.reads()) {
            return notThatWay("GET, HEAD");
        } else if (file.isEmpty()) {
            return LivePages.page(200, "list.html", Map.of());
        } else if (file.equals("state")) {
            return json(LiveState.list(all()));
        }
        return LIST_FILES.contains(file) ? LivePages.file(file) : nothingHere();
    }

    /** First all are asked, then waited for: browsers that hang make one wait. */
    private List<Map<String, Object>> all() {
        List<CompletableFuture<Map<String, Object>>> all = sessions.all().stream()
                .map(watched -> {
                    String id = watched.session().id();
                    String path = LiveAddress.sessionPath(keys, id);
                    return sessions.glance(id).thenApply(sight -> LiveState.listed(watched, sight, path));
                })
                .toList();
        return all.stream().map(CompletableFuture::join).toList();
    }

    private LiveAnswer ofSession(LiveRequest request, String session, String file) {
        Optional<Watched> watched = sessions.named(session);
        if (watched.isEmpty()) {
            return LiveAnswer.sentence(404, "There is no session " + session + " any more.");
        } else if (file.equals("stop")) {
            return request.method().equals("POST") ? stop(request, session) : notThatWay("POST");
        } else if (!request.reads()) {
            return notThatWay("GET, HEAD");
        } else if (file.isEmpty()) {
            return LivePages.page(200, "session.html", Map.of("session", session, "stop", keys.key("stop", session)));
        } else if (file.equals("state")) {
            boolean over = watched.get().session().end() != null;
            Sight sight = over ? Sight.none(null) : sessions.look(session, wantedPage(request));
            return json(LiveState.session(watched.get(), sight));
        }
        return SESSION_FILES.contains(file) ? LivePages.file(file) : nothingHere();
    }

    private LiveAnswer stop(LiveRequest request, String session) {
        if (!keys.fits(request.header("x-stop").orElse(null), "stop", session)) {
            return LiveAnswer.sentence(403, "Only the session's page can stop it.");
        }
        return sessions.stop(session)
                .map(stopped -> json(LiveState.stopped(stopped)))
                .orElseGet(() -> LiveAnswer.sentence(404, "There is no session " + session + " any more."));
    }

    private static String wantedPage(LiveRequest request) {
        String query = request.query() == null ? "" : request.query();
        return query.matches("page=[0-9A-Za-z-]{1,64}") ? query.substring("page=".length()) : null;
    }

    private static LiveAnswer json(byte[] body) {
        return LiveAnswer.of(200, "application/json; charset=utf-8", body);
    }

    private static LiveAnswer nothingHere() {
        return LiveAnswer.sentence(404, "There is no live view behind this address.");
    }

    private static LiveAnswer notThatWay(String allowed) {
        LiveAnswer answer = LiveAnswer.sentence(405, "Only " + allowed + " here.");
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("Allow", allowed);
        return new LiveAnswer(answer.status(), headers, answer.body());
    }
}

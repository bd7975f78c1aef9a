package dev.browsersession.keeper.server;

import dev.browsersession.keeper.live.LiveAddress;
import dev.browsersession.keeper.live.LiveAnswer;
import dev.browsersession.keeper.live.LiveKeys;
import dev.browsersession.keeper.live.LiveRequest;
import dev.browsersession.keeper.live.LiveView;
import dev.browsersession.keeper.live.WatchedSessions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The live view below {@code /live}. {@code /live/<id>}, with the id that a client was given of its session, leads to the page of
 * that session, and {@code /live?token=…} to the list of all. Whoever knows the one may stop that session, whoever knows the
 * other all. The pages are framed nowhere, unless the behaviour {@code live.frame-ancestors} names who may, as in a content
 * security policy.
 */
final class LiveDialect implements Dialect {

    private static final String ROOT = "/live";
    private static final Set<String> HEADERS =
            Set.of("host", "origin", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest", "x-stop");

    private final ServedSessions sessions;
    private final Key key;
    private final LiveAddress address;
    private final LiveView view;

    LiveDialect(ServedSessions sessions, WatchedSessions watched, ServerOptions options) {
        this.sessions = sessions;
        this.key = options.tokenKey();
        LiveKeys keys = LiveKeys.random();
        this.address = new LiveAddress(ROOT + "/", keys);
        // The door has looked at the Host header.
        this.view = new LiveView(
                watched,
                keys,
                host -> true,
                options.text("live.frame-ancestors").orElse(LiveView.NOT_FRAMED));
    }

    static boolean concerns(HttpCall call) {
        return call.path().equals(ROOT) || call.path().startsWith(ROOT + "/");
    }

    @Override
    public Optional<Reply> answer(HttpCall call) {
        if (!concerns(call)) {
            return Optional.empty();
        }
        if (call.path().equals(ROOT) || call.path().equals(ROOT + "/")) {
            return Optional.of(list(call));
        }
        return call.after(ROOT + "/")
                .flatMap(this::watchedAs)
                .map(id -> leadTo(address.session(id)))
                .or(() -> Optional.of(reply(view.answer(request(call)))));
    }

    private Optional<String> watchedAs(String id) {
        return sessions.lasting().find(id).map(LastingSession::id).or(() -> sessions.find(id)
                .map(ServedSession::id));
    }

    private Reply list(HttpCall call) {
        return key.opens(call.parameter("token"))
                ? leadTo(address.list())
                : Reply.text(401, "The list of all sessions needs the server's token: " + ROOT + "?token=…");
    }

    private static Reply leadTo(String path) {
        return Reply.empty(302)
                .with("location", path)
                .with("cache-control", "no-store")
                .with("referrer-policy", "no-referrer");
    }

    private static LiveRequest request(HttpCall call) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            call.header(name).ifPresent(value -> headers.put(name, value));
        }
        String query = call.parameter("page").map(page -> "page=" + page).orElse(null);
        return new LiveRequest(call.method(), call.path().substring(ROOT.length()), query, headers);
    }

    private static Reply reply(LiveAnswer answer) {
        Reply reply = Reply.of(answer.status(), answer.headers().get("Content-Type"), answer.body());
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            if (!header.getKey().equals("Content-Type")) {
                reply = reply.with(header.getKey(), header.getValue());
            }
        }
        return reply;
    }
}

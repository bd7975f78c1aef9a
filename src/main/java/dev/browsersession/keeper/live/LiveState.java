package dev.browsersession.keeper.live;

import dev.browsersession.protocol.ListedSession;
import dev.browsersession.protocol.Stopped;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** What the pages of a live view ask for, as JSON. */
final class LiveState {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Set<String> LINKED = Set.of("http", "https");

    private static final String HELD_FOR = "it is held for ";

    private LiveState() {}

    static byte[] session(Watched watched, Sight sight) {
        Map<String, Object> state = facts(watched);
        state.put("sight", sight);
        return MAPPER.writeValueAsBytes(state);
    }

    static byte[] list(List<Map<String, Object>> sessions) {
        return MAPPER.writeValueAsBytes(Map.of("sessions", sessions));
    }

    static Map<String, Object> listed(Watched watched, Sight sight, String path) {
        Map<String, Object> state = facts(watched);
        state.put("path", path);
        state.put("page", page(sight));
        state.put("pages", sight.pages().size());
        state.put("problem", sight.problem());
        return state;
    }

    private static SeenPage page(Sight sight) {
        return sight.pages().stream()
                .filter(page -> page.id().equals(sight.shown()))
                .findFirst()
                .or(() -> sight.pages().stream().findFirst())
                .orElse(null);
    }

    static byte[] stopped(Stopped stopped) {
        return MAPPER.writeValueAsBytes(Map.of("verified", stopped.verified(), "problem", text(stopped.problem())));
    }

    private static Map<String, Object> facts(Watched watched) {
        ListedSession session = watched.session();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", session.id());
        facts.put("provider", session.provider());
        facts.put("shared", session.shared());
        facts.put("ageMillis", session.ageMillis());
        facts.put("ttlLeftMillis", session.ttlLeftMillis());
        facts.put("keepAlive", session.keepAlive());
        facts.put("leases", session.leases());
        facts.put("held", session.held());
        facts.put("heldFor", heldFor(session.held()));
        facts.put("providersPage", link(watched.providersPage()));
        facts.put("ended", session.end() == null ? null : EndWords.of(session.end()));
        facts.put("endedEpochMillis", session.end() == null ? 0 : session.end().epochMillis());
        return facts;
    }

    /** Whom it is held for, to be read behind that; null where it is not. */
    private static String heldFor(String held) {
        return held != null && held.startsWith(HELD_FOR) ? held.substring(HELD_FOR.length()) : null;
    }

    /** Whatever a provider names as its page: only what a browser opens as a page becomes a link. */
    private static String link(String address) {
        try {
            String scheme = address == null ? null : URI.create(address).getScheme();
            return scheme == null || !LINKED.contains(scheme.toLowerCase(Locale.ROOT)) ? null : address;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}

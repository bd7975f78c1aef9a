package dev.browsersession.keeper.server.browserbase;

import dev.browsersession.keeper.server.HttpCall;
import dev.browsersession.keeper.server.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /v1/projects} and what is below it. Whatever a client calls its project, it is one here, on the same terms. */
final class ProjectsApi {

    private final SessionBook book;

    ProjectsApi(SessionBook book) {
        this.book = book;
    }

    /** @param path what follows {@code /v1/projects} */
    Optional<Reply> answer(HttpCall call, List<String> path) {
        if (!call.method().equals("GET") || path.size() > 2) {
            return Optional.empty();
        }
        if (path.isEmpty()) {
            return Optional.of(
                    Reply.json(200, book.projects().stream().map(this::shown).toList()));
        }
        if (path.size() == 1) {
            return Optional.of(Reply.json(200, shown(path.get(0))));
        }
        return path.get(1).equals("usage")
                ? Optional.of(Reply.json(200, Map.of("browserMinutes", book.minutes(path.get(0)), "proxyBytes", 0)))
                : Optional.empty();
    }

    private Map<String, Object> shown(String id) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", id);
        shown.put("createdAt", Timestamps.text(book.openedAt()));
        shown.put("updatedAt", Timestamps.text(book.openedAt()));
        shown.put("name", "local");
        shown.put("ownerId", "local");
        shown.put("defaultTimeout", book.terms().defaultTimeout().toSeconds());
        shown.put("concurrency", book.terms().concurrency());
        return shown;
    }
}

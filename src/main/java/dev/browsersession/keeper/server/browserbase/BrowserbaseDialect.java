package dev.browsersession.keeper.server.browserbase;

import dev.browsersession.keeper.server.BodyLimit;
import dev.browsersession.keeper.server.Dialect;
import dev.browsersession.keeper.server.FileIntake;
import dev.browsersession.keeper.server.HttpCall;
import dev.browsersession.keeper.server.Key;
import dev.browsersession.keeper.server.Reply;
import dev.browsersession.keeper.server.ServerParts;
import dev.browsersession.keeper.server.Upgrade;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Browserbase's clients say: the sessions of its API, its connect URLs, and its Selenium URL. */
public final class BrowserbaseDialect implements Dialect {

    private static final String API = "/v1/";
    private static final String SESSIONS = API + "sessions/";

    private final Key key;
    private final SessionsApi sessions;
    private final ProjectsApi projects;
    private final Connections connections;
    private final SeleniumRoute selenium;

    public BrowserbaseDialect(ServerParts parts) {
        SessionBook book =
                new SessionBook(Terms.of(parts.options()), InstantSource.system(), () -> System.nanoTime() / 1_000_000);
        RunningSessions running = new RunningSessions(book, parts.sessions());
        key = parts.options().apiKeyKey();
        sessions = new SessionsApi(book, running);
        projects = new ProjectsApi(book);
        connections = new Connections(book, running);
        selenium = new SeleniumRoute(book, running, key, parts.chromedriver());
        running.watch(selenium);
    }

    @Override
    public Optional<Reply> answer(HttpCall call) {
        if (selenium.isFor(call)) {
            return Optional.of(selenium.answer(call));
        }
        if (!call.path().startsWith(API)) {
            return Optional.empty();
        }
        try {
            requireKey(call);
            return Optional.of(route(call).orElseThrow(() -> nothingHere(call)));
        } catch (Refusal refusal) {
            return Optional.of(reply(refusal));
        }
    }

    @Override
    public Optional<FileIntake> intake(HttpCall call) {
        if (!call.path().startsWith(SESSIONS) || !key.opens(call.header("X-BB-API-Key"))) {
            return Optional.empty();
        }
        return sessions.intake(
                call, Arrays.asList(call.path().substring(SESSIONS.length()).split("/", -1)));
    }

    @Override
    public Optional<BodyLimit> bodyLimit(HttpCall call) {
        return selenium.isFor(call) ? Optional.of(selenium.bodyLimit(call)) : Optional.empty();
    }

    @Override
    public Optional<Upgrade> upgrade(HttpCall call) {
        try {
            return connections.upgrade(call);
        } catch (Refusal refusal) {
            return Optional.of(Upgrade.refuse(reply(refusal)));
        }
    }

    private Optional<Reply> route(HttpCall call) throws Refusal {
        List<String> path = Arrays.asList(call.path().substring(API.length()).split("/", -1));
        List<String> rest = path.subList(1, path.size());
        return switch (path.get(0)) {
            case "sessions" -> sessions.answer(call, rest);
            case "projects" -> projects.answer(call, rest);
            default -> Optional.empty();
        };
    }

    private void requireKey(HttpCall call) throws Refusal {
        if (!key.opens(call.header("X-BB-API-Key"))) {
            throw new Refusal(401, "Unauthorized");
        }
    }

    private static Refusal nothingHere(HttpCall call) {
        return new Refusal(404, "There is nothing here for " + call.method() + " on this path.");
    }

    private static Reply reply(Refusal refusal) {
        Reply reply = Reply.json(refusal.status(), refusal.body());
        for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }
}

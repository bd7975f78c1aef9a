package dev.browsersession.keeper.server.browserbase;

import dev.browsersession.keeper.server.FileIntake;
import dev.browsersession.keeper.server.HttpCall;
import dev.browsersession.keeper.server.Reply;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code /v1/sessions} and what is below it. */
final class SessionsApi {

    private static final System.Logger LOG = System.getLogger(SessionsApi.class.getName());

    private final SessionBook book;
    private final RunningSessions running;

    SessionsApi(SessionBook book, RunningSessions running) {
        this.book = book;
        this.running = running;
    }

    /** @param path what follows {@code /v1/sessions}; empty where there is nothing of that path and method */
    Optional<Reply> answer(HttpCall call, List<String> path) throws Refusal {
        String route = call.method() + (path.size() > 1 ? " " + path.get(1) : "");
        if (path.isEmpty()) {
            return switch (route) {
                case "POST" -> Optional.of(create(call));
                case "GET" -> Optional.of(list(call));
                default -> Optional.empty();
            };
        }
        if (path.size() > 2) {
            return Optional.empty();
        }
        return switch (route) {
            case "GET" -> Optional.of(Reply.json(200, withUrls(book.find(path.get(0)), call)));
            case "POST" -> Optional.of(update(call, book.find(path.get(0))));
            case "POST uploads" -> Optional.of(files(call, path.get(0)));
            case "GET downloads", "DELETE downloads" -> Optional.of(files(call, path.get(0)));
            case "GET debug" -> Optional.of(debug(call, book.find(path.get(0))));
            // Nothing is logged or recorded here.
            case "GET logs", "GET recording" -> Optional.of(nothingOf(book.find(path.get(0))));
            default -> Optional.empty();
        };
    }

    private Reply create(HttpCall call) throws Refusal {
        BookedSession session =
                running.create(SessionRequest.read(json(call), book.terms())).booked();
        Reply reply = Reply.json(201, withUrls(session, call));
        for (Map.Entry<String, String> header : book.rateHeaders().entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }

    private Reply list(HttpCall call) throws Refusal {
        Optional<Status> status = Optional.empty();
        if (call.parameter("status").isPresent()) {
            status = Arrays.stream(Status.values())
                    .filter(it -> call.parameter("status").get().equals(it.name()))
                    .findFirst();
            if (status.isEmpty()) {
                throw Refusal.badRequest("querystring/status must be equal to one of the allowed values: "
                        + String.join(
                                ", ",
                                Arrays.stream(Status.values()).map(Enum::name).toList()));
            }
        }
        Optional<MetadataQuery> query = Optional.empty();
        if (call.parameter("q").isPresent()) {
            query = Optional.of(MetadataQuery.parse(call.parameter("q").get()));
        }
        return Reply.json(
                200, book.list(status, query).stream().map(BookedSession::shown).toList());
    }

    private Reply update(HttpCall call, BookedSession session) throws Refusal {
        RequestBody body = RequestBody.of(json(call), "body");
        body.text("projectId");
        body.require(body.oneOf("status", List.of("REQUEST_RELEASE")).isPresent(), "status", "be there");
        running.end(session, Status.COMPLETED, "it was released");
        return Reply.json(200, session.shown());
    }

    private Reply debug(HttpCall call, BookedSession session) throws Refusal {
        return Reply.json(200, new LiveUrls(call.authority()).of(open(session)));
    }

    private RunningSession open(BookedSession session) throws Refusal {
        return running.find(session)
                .orElseThrow(() -> new Refusal(410, "Session " + session.id() + " is not running."));
    }

    /** Where the file of a call goes; empty where the call is none that brings one, or is to be refused. */
    Optional<FileIntake> intake(HttpCall call, List<String> path) {
        if (!call.method().equals("POST") || path.size() != 2 || !path.get(1).equals("uploads")) {
            return Optional.empty();
        }
        try {
            return running.find(book.find(path.get(0))).map(it -> it.files().intake());
        } catch (Refusal refusal) {
            // The call itself is answered with it.
            return Optional.empty();
        }
    }

    private Reply files(HttpCall call, String id) throws Refusal {
        SessionFiles files = open(book.find(id)).files();
        try {
            return switch (call.method()) {
                case "POST" -> files.upload(call);
                case "GET" -> files.download();
                default -> files.forget();
            };
        } catch (IOException e) {
            LOG.log(Level.WARNING, "files of session " + id + " cannot be kept", e);
            throw new Refusal(500, "The files of session " + id + " cannot be kept: " + e);
        }
    }

    private static Reply nothingOf(BookedSession session) {
        return Reply.json(200, session.shown().isEmpty() ? null : List.of());
    }

    /** Where it can be connected to is told as long as it can be. */
    private static Map<String, Object> withUrls(BookedSession session, HttpCall call) {
        Map<String, Object> shown = session.shown();
        if (!session.status().over()) {
            shown.put("connectUrl", Connections.url(call.authority(), session));
            shown.put("seleniumRemoteUrl", "http://" + call.authority() + SeleniumRoute.PATH);
            shown.put("signingKey", session.signingKey());
        }
        return shown;
    }

    private static JsonNode json(HttpCall call) throws Refusal {
        if (call.body().length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return call.json();
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("The body is " + e.getMessage() + ".");
        }
    }
}

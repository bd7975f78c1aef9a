package dev.browsersession.keeper.command;

import dev.browsersession.protocol.ListSessions;
import dev.browsersession.protocol.ListedSession;
import dev.browsersession.protocol.SessionList;
import dev.browsersession.protocol.StopSession;
import dev.browsersession.protocol.Stopped;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code stop}: ends sessions, whoever has them. */
final class StopCommand {

    private static final long PAUSE_MILLIS = 100;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean wait;
    private final Duration limit;
    private final long deadline;
    private boolean failed;

    /** @param limit how long to wait until the sessions are gone; zero for not at all */
    StopCommand(PrintStream out, PrintStream err, Duration limit) {
        this.out = out;
        this.err = err;
        this.wait = !limit.isZero();
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /** @param ids which sessions; none for all */
    int run(Survey survey, List<String> ids) {
        if (ids.isEmpty()) {
            all(survey);
        } else {
            ids.forEach(id -> one(survey, id));
        }
        return failed ? 1 : 0;
    }

    private void one(Survey survey, String id) {
        for (Survey.Answered keeper : survey.answered()) {
            if (keeper.list().sessions().stream().anyMatch(it -> it.id().equals(id))) {
                with(keeper, connection -> stop(connection, List.of(id)));
                return;
            }
        }
        fail("There is no session " + id + ". To see which there are, run: list");
        survey.others().forEach(keeper -> err.println(keeper.sentence()));
    }

    private void all(Survey survey) {
        boolean any = false;
        for (Survey.Answered keeper : survey.answered()) {
            // One that has none may be about to leave, and is not asked again.
            if (!keeper.list().sessions().isEmpty() || keeper.list().beingCreated() > 0) {
                any = true;
                with(keeper, connection -> stopAll(connection, keeper.list()));
            }
        }
        survey.others().forEach(keeper -> fail(keeper.sentence()));
        if (!any && !failed) {
            out.println("No browser session is open, so there is none to stop.");
        }
    }

    /** A session that is only being created cannot be stopped yet; who waits, waits for it too. */
    private void stopAll(OperatorConnection connection, SessionList first) throws IOException {
        SessionList list = first;
        stop(connection, ids(list));
        if (!wait && list.beingCreated() > 0) {
            fail(list.beingCreated() + " more being created cannot be stopped yet; --wait waits for them too.");
        }
        while (wait && !failed && list.beingCreated() > 0) {
            if (System.nanoTime() > deadline) {
                fail("A session is still being created after " + Spans.text(limit.toMillis()) + ".");
                return;
            }
            pause();
            list = connection.ask(new ListSessions(), SessionList.class, OperatorConnection.ANSWER_LIMIT);
            stop(connection, ids(list));
        }
    }

    /** All at once: one that does not stop must not hold up the others. */
    private void stop(OperatorConnection connection, List<String> ids) throws IOException {
        Map<String, Long> requests = new LinkedHashMap<>();
        for (String id : ids) {
            requests.put(id, connection.send(new StopSession(id, wait)));
        }
        for (Map.Entry<String, Long> request : requests.entrySet()) {
            report(connection, request.getKey(), request.getValue());
        }
    }

    private void report(OperatorConnection connection, String id, long request) throws IOException {
        Duration left = wait ? Duration.ofNanos(deadline - System.nanoTime()) : OperatorConnection.ANSWER_LIMIT;
        try {
            Stopped stopped = connection.answer(request, Stopped.class, left);
            if (stopped.verified()) {
                out.println("Session " + id + " is stopped after " + Spans.text(stopped.livedMillis()) + ".");
            } else if (wait) {
                fail("Session " + id + ": " + stopped.problem() + ".");
            } else {
                out.println("Session " + id + " is being stopped.");
            }
        } catch (SocketTimeoutException e) {
            fail("Session " + id + " is not gone after " + Spans.text((wait ? limit : left).toMillis())
                    + "; its keeper goes on trying, see " + connection.state().log() + ".");
        } catch (RefusedException e) {
            // It ended by itself between the look at it and this.
            out.println("Session " + id + " is gone already.");
        }
    }

    private interface Step {
        void with(OperatorConnection connection) throws IOException;
    }

    private void with(Survey.Answered keeper, Step step) {
        try (OperatorConnection connection =
                OperatorConnection.open(keeper.directory().socket())) {
            step.with(connection);
        } catch (IOException e) {
            fail("Keeper " + keeper.state().pid() + " (log " + keeper.state().log() + ") is lost: " + e.getMessage()
                    + ".");
        }
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for sessions");
        }
    }

    private static List<String> ids(SessionList list) {
        return list.sessions().stream().map(ListedSession::id).toList();
    }

    private void fail(String sentence) {
        failed = true;
        err.println(sentence);
    }
}

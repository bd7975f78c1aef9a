package dev.browsersession.keeper.server;

import io.netty.handler.codec.http.HttpRequest;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Asks one dialect after the other. Whatever they throw, there is an answer, errors included: nobody else would end the wait of
 * whoever has asked.
 */
final class Switchboard {

    private static final System.Logger LOG = System.getLogger(Switchboard.class.getName());
    private static final int MOST_AT_ONCE = 256;

    private final Door door;
    private final List<Dialect> dialects;
    private final Semaphore under = new Semaphore(MOST_AT_ONCE);

    Switchboard(Door door, List<Dialect> dialects) {
        this.door = door;
        this.dialects = dialects;
    }

    /** Asks a dialect about a call. */
    private interface Question<T> {
        Optional<T> put(Dialect dialect) throws Exception;
    }

    /** False where too many requests are under way; else to be followed by {@link #done}. */
    boolean begin() {
        return under.tryAcquire();
    }

    void done() {
        under.release();
    }

    Optional<Reply> refusal(HttpCall call) {
        return door.refusal(call);
    }

    Reply answer(HttpCall call) {
        try {
            return first(dialect -> dialect.answer(call)).orElseGet(() -> unknown(call));
        } catch (Throwable e) {
            return failed(call, e);
        }
    }

    /** Where the file of a request goes; empty where it is a request as any other. */
    Optional<FileIntake> intake(HttpRequest head) {
        try {
            HttpCall call = Calls.call(head, Optional.empty(), new byte[0]);
            return door.refusal(call).isPresent() ? Optional.empty() : first(dialect -> dialect.intake(call));
        } catch (IllegalArgumentException e) {
            // It is answered as any request that is none.
            return Optional.empty();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "The server cannot take a file.", e);
            return Optional.empty();
        }
    }

    /** How large the body of a request may be that is larger than most. */
    BodyLimit bodyLimit(HttpRequest head) {
        try {
            HttpCall call = Calls.call(head, Optional.empty(), new byte[0]);
            Optional<Reply> refusal = door.refusal(call);
            return refusal.isPresent()
                    ? BodyLimit.usual(refusal.get())
                    : first(dialect -> dialect.bodyLimit(call)).orElse(BodyLimit.USUAL);
        } catch (IllegalArgumentException e) {
            return BodyLimit.USUAL;
        } catch (Exception e) {
            LOG.log(Level.WARNING, "The server cannot tell how large a request may be.", e);
            return BodyLimit.USUAL;
        }
    }

    Upgrade upgrade(HttpCall call) {
        try {
            return first(dialect -> dialect.upgrade(call)).orElseGet(() -> Upgrade.refuse(unknown(call)));
        } catch (Throwable e) {
            return Upgrade.refuse(failed(call, e));
        }
    }

    private <T> Optional<T> first(Question<T> question) throws Exception {
        for (Dialect dialect : dialects) {
            Optional<T> answer = question.put(dialect);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private static Reply unknown(HttpCall call) {
        return Reply.text(404, "There is nothing here for " + call.method() + " on this path.");
    }

    private static Reply failed(HttpCall call, Throwable failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        LOG.log(Level.WARNING, "The server could not answer " + call + ".", failure);
        return Reply.text(500, "Something went wrong inside the server; its log says what.");
    }
}

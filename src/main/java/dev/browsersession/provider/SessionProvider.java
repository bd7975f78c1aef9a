package dev.browsersession.provider;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.ProviderDescription;
import dev.browsersession.protocol.SessionSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Creates, inspects and stops browser sessions: one place where browsers come from.
 *
 * <p>Runs inside the keeper. Implementations are found by {@link java.util.ServiceLoader}, have a public constructor without
 * parameters, may be called by several threads at once and may block; the keeper bounds every call in time. A call that takes
 * longer (a create two minutes, a stop 20 s, anything else 15 s) is interrupted and counts as failed. What a create that was
 * given up answers all the same is stopped.
 */
public interface SessionProvider {

    /** What this provider accepts. Constant; starts nothing. */
    ProviderDescription describe();

    /**
     * Creates a session. When this throws, nothing of the session is left, or the exception says what may be.
     *
     * @param spec which session; its options have been checked against {@link #describe()}
     * @param surroundings what belongs to the owner and to this machine
     * @throws LimitReached where there are too many sessions at the moment
     * @throws OutcomeUnknown where there may be a session all the same
     */
    ProvidedSession create(SessionSpec spec, Surroundings surroundings) throws ProviderFailure;

    /** Asks where the session is known best how it is. */
    ProvidedStatus inspect(String id) throws ProviderFailure;

    /**
     * Stops a session and returns when it is seen to be gone. A session that is not known, or has already ended, is stopped:
     * no failure.
     */
    void stop(String id) throws ProviderFailure;

    /**
     * Told before {@link #stop} that the session's browser has been closed over its connection: it has said that it closes, or is
     * not there any more, or ends with the connection, see {@link Disconnect}. For services that do not tell which browsers they
     * have; while it was not told, a stop there is a failure, and tried again. Asks nobody.
     */
    default void browserClosed(String id) {}

    /**
     * The account that {@link #create} would use with the same options and access. Starts nothing and asks nobody. Empty
     * where sessions are processes of this machine and end with the keeper; the sessions of all others are in the keeper's
     * journal from before their creation until they are gone.
     *
     * @param options as in a {@link SessionSpec}
     * @param access as in {@link Surroundings#access()}
     * @throws ProviderFailure where credentials are missing or make no sense
     */
    default Optional<Account> account(Map<String, String> options, Access access) throws ProviderFailure {
        return Optional.empty();
    }

    /**
     * The private directory of a session that runs on this machine, which {@link #stop} deletes. Its browser's downloads go
     * below it. Empty where sessions run elsewhere.
     */
    default Optional<Path> directory(String id) {
        return Optional.empty();
    }

    /**
     * What it means that the first connection to a session was refused, in the service's words; empty where it has none. Where
     * it is a {@link LimitReached}, the keeper waits and has another session created. For services that launch a browser when
     * it is connected to. The session is stopped in any case. Asks nobody.
     */
    default Optional<ProviderFailure> refused(String id, RefusedConnection refusal) {
        return Optional.empty();
    }

    /**
     * What it means that the first connection to a session was not made and nobody said why; otherwise as {@link #refused}. For
     * services that keep whoever connects waiting while they have no room. May ask them.
     *
     * @throws ProviderFailure where that cannot be learned
     */
    default Optional<ProviderFailure> unanswered(String id) throws ProviderFailure {
        return Optional.empty();
    }

    /** What can be done about the files of a session that runs elsewhere; empty where that is nothing. Asks nobody. */
    default Optional<SessionFiles> files(String id) {
        return Optional.empty();
    }
}

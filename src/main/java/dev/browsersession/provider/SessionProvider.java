package dev.browsersession.provider;

import dev.browsersession.protocol.ProviderDescription;
import dev.browsersession.protocol.SessionSpec;

/**
 * Creates, inspects and stops browser sessions: one place where browsers come from.
 *
 * <p>Runs inside the keeper. Implementations are found by {@link java.util.ServiceLoader}, have a public constructor without
 * parameters, may be called by several threads at once and may block; the keeper bounds every call in time.
 */
public interface SessionProvider {

    /** What this provider accepts. Constant; starts nothing. */
    ProviderDescription describe();

    /**
     * Creates a session. When this throws, nothing of the session is left, or the exception says what may be.
     *
     * @param spec which session; its options have been checked against {@link #describe()}
     * @param surroundings what belongs to the owner and to this machine
     */
    ProvidedSession create(SessionSpec spec, Surroundings surroundings) throws ProviderFailure;

    /** Asks where the session is known best how it is. */
    ProvidedStatus inspect(String id) throws ProviderFailure;

    /**
     * Stops a session and returns when it is seen to be gone. A session that is not known, or has already ended, is stopped:
     * no failure.
     */
    void stop(String id) throws ProviderFailure;
}

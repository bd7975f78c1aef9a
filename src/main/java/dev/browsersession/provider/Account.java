package dev.browsersession.provider;

import dev.browsersession.protocol.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * In whose name a provider is asked, and where: what it takes to find and stop sessions of which only an id or a tag is known,
 * because the keeper that had them has died or the answer to their creation was lost. May be used by several threads at once
 * and may block; the keeper bounds every call in time.
 */
public interface Account {

    /**
     * What tells this account from any other: its address and its credentials. The keeper writes down a salted hash of it, so
     * that it knows the account again when an owner brings it.
     */
    Secret identity();

    /**
     * The options that this account can be opened with again by anybody, where it takes no credentials; empty where it does.
     * They are written to disk. With them, sessions that a dead keeper left are stopped at once; without, when an owner of the
     * account arrives.
     */
    default Optional<Map<String, String>> openedBy() {
        return Optional.empty();
    }

    /**
     * The sessions that still run and whose tag begins with the given text; empty where the provider cannot tell.
     *
     * @param tag a tag, see {@link Surroundings#tag()}, or what several have in common
     */
    default Optional<List<FoundSession>> find(String tag) throws ProviderFailure {
        return Optional.empty();
    }

    /**
     * How many sessions the provider lets this account have at once; empty where it does not tell. Asked before a create and
     * remembered for a while.
     */
    default OptionalInt concurrency() throws ProviderFailure {
        return OptionalInt.empty();
    }

    /**
     * Stops a session, whoever created it, and returns when it is seen to be gone. One that is not known, or has already ended,
     * is stopped: no failure.
     */
    void stop(String id) throws ProviderFailure;
}

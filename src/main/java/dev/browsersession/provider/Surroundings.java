package dev.browsersession.provider;

import dev.browsersession.protocol.Access;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a provider may need of the owner that asked for a session, and of the machine that the keeper runs on. */
public interface Surroundings {

    /** The owner's environment, as far as a browser that runs here needs it. Not the keeper's own. */
    Map<String, String> environment();

    /** The owner's credentials, and how its JVM reaches other hosts. */
    Access access();

    /** The browser that the owner found on this machine. Present where {@code runsHere} was described. */
    Optional<Path> browser();

    /** Starts processes that end with the keeper, however it ends. */
    ProcessHost processes();

    /**
     * What the session is to be marked with at its provider, as far as that is possible: by it the session is found when its id
     * is not known. No other session has the same; all of one run begin alike. At most 32 of {@code 0-9a-zA-Z-_}.
     */
    String tag();

    /** Tells the owner something that it should know, in one sentence. What was told before is not told again. */
    void tell(String sentence);

    /** To be called when the provider learns that the session has ended without having been stopped. */
    void ended(String detail);
}

package dev.browsersession.provider;

import dev.browsersession.protocol.Secret;
import java.util.Map;
import java.util.Objects;

/** What becomes of a session when its last connection ends. */
public sealed interface Disconnect {

    /** It stays, and is connected to again by the same URL. */
    Disconnect SURVIVED = new Survived();

    /** It stays, and is connected to again by the same URL. */
    record Survived() implements Disconnect {}

    /**
     * It ends. The keeper holds a connection for as long as the session is wanted.
     *
     * @param why it cannot be kept alive otherwise, as the end of a sentence; is logged
     */
    record Ends(String why) implements Disconnect {

        public Ends {
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * It stays if that is asked for on the connection, shortly before each end of it.
     *
     * @param renewal how to ask
     */
    record Renewed(Renewal renewal) implements Disconnect {

        public Renewed {
            Objects.requireNonNull(renewal, "renewal");
        }
    }

    /** Asks for a session to be kept. */
    interface Renewal {

        /**
         * Asks, and answers with the URL to connect to next.
         *
         * @throws ProviderFailure where the session cannot be kept that way: its message says why, as the end of a sentence,
         *     and from then on it is held as {@link Ends}
         */
        Secret beforeDisconnect(PageCommands page) throws ProviderFailure;
    }

    /** The CDP session of one of the browser's pages. */
    interface PageCommands {

        /** Sends a command and waits for its result. */
        Map<String, Object> call(String method, Map<String, Object> parameters) throws ProviderFailure;
    }
}

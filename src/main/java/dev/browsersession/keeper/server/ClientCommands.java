package dev.browsersession.keeper.server;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Commands of a client that are answered in the browser's place or changed on their way, on whatever CDP session they come. */
public interface ClientCommands {

    /** Everything goes to the browser. */
    ClientCommands NONE = new ClientCommands() {
        @Override
        public Set<String> methods() {
            return Set.of();
        }

        @Override
        public Optional<Map<String, Object>> result(String method, JsonNode parameters, Client client) {
            return Optional.empty();
        }
    };

    /** The ones that are looked at. */
    Set<String> methods();

    /** The result of a command; empty where the browser is to be asked. Must not block. */
    Optional<Map<String, Object>> result(String method, JsonNode parameters, Client client);

    /** What a command is sent with in place of its parameters; empty where it goes as it is. Must not block. */
    default Optional<JsonNode> instead(String method, JsonNode parameters) {
        return Optional.empty();
    }

    /** Who sent it. */
    interface Client {

        /** Closes its websocket, once what it has been sent is through. */
        void close(int status, String reason);

        /** For how long it has sent nothing. */
        long silentMillis();
    }
}

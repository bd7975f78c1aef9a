package dev.browsersession.keeper.server.browserless;

import dev.browsersession.keeper.server.ClientCommands;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A client's {@code Browser.close}: it is answered, and the client's connection ends. What else ends is not the client's to do. */
final class ProcessClose implements ClientCommands {

    private static final String METHOD = "Browser.close";
    private static final int NORMAL_CLOSURE = 1000;

    private final Runnable whenAsked;
    private volatile boolean asked;

    /** @param whenAsked must not block */
    ProcessClose(Runnable whenAsked) {
        this.whenAsked = whenAsked;
    }

    @Override
    public Set<String> methods() {
        return Set.of(METHOD);
    }

    @Override
    public Optional<Map<String, Object>> result(String method, JsonNode parameters, Client client) {
        asked = true;
        whenAsked.run();
        client.close(NORMAL_CLOSURE, "");
        return Optional.of(Map.of());
    }

    boolean asked() {
        return asked;
    }

    /** These and others. */
    ClientCommands and(ClientCommands others) {
        return new BothCommands(this, others);
    }
}

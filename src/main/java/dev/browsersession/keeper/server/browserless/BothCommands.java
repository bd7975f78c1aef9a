package dev.browsersession.keeper.server.browserless;

import dev.browsersession.keeper.server.ClientCommands;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The first of two that knows a command answers it. */
record BothCommands(ClientCommands first, ClientCommands second) implements ClientCommands {

    @Override
    public Set<String> methods() {
        Set<String> methods = new HashSet<>(first.methods());
        methods.addAll(second.methods());
        return methods;
    }

    @Override
    public Optional<Map<String, Object>> result(String method, JsonNode parameters, Client client) {
        return first.methods().contains(method)
                ? first.result(method, parameters, client)
                : second.result(method, parameters, client);
    }
}

package dev.browsersession.keeper.server;

import dev.browsersession.cdp.BrowserPipe;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of a session, from its handshake to its end. Used on its event loop. */
final class JoinedClient implements BrowserPipe.Watch {

    private final ServedSession session;
    private final ClientCommands commands;
    private final Runnable left;
    private ClientCommands.Client client;

    JoinedClient(ServedSession session, ClientCommands commands, Runnable left) {
        this.session = session;
        this.commands = commands;
        this.left = left;
    }

    @Override
    public void opened(BrowserPipe pipe) {
        client = pipe::close;
        session.came(client);
    }

    @Override
    public void active() {
        session.active();
    }

    @Override
    public Set<String> answered() {
        return commands.methods();
    }

    @Override
    public Optional<JsonNode> answer(String method, JsonNode parameters, BrowserPipe pipe) {
        return commands.result(method, parameters, client).map(result -> {
            ObjectNode tree = ServerJson.object();
            result.forEach((name, value) -> tree.set(name, ServerJson.tree(value)));
            return tree;
        });
    }

    @Override
    public void closed() {
        if (client != null) {
            session.left(client);
        }
        left.run();
    }
}

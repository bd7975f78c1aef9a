package dev.browsersession.keeper.server;

import dev.browsersession.cdp.BrowserPipe;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of a session, from its handshake to its end. Used on its event loop, but for what a client is asked. */
final class JoinedClient implements BrowserPipe.Watch, ClientCommands.Client {

    private final ServedSession session;
    private final ClientCommands commands;
    private final Runnable left;
    private BrowserPipe pipe;
    private volatile long activeAt = System.nanoTime();

    JoinedClient(ServedSession session, ClientCommands commands, Runnable left) {
        this.session = session;
        this.commands = commands;
        this.left = left;
    }

    @Override
    public void opened(BrowserPipe opened) {
        pipe = opened;
        session.came(this);
    }

    @Override
    public void close(int status, String reason) {
        pipe.close(status, reason);
    }

    @Override
    public long silentMillis() {
        return (System.nanoTime() - activeAt) / 1_000_000;
    }

    @Override
    public void active() {
        activeAt = System.nanoTime();
        session.active();
    }

    @Override
    public Set<String> answered() {
        return commands.methods();
    }

    @Override
    public Optional<JsonNode> answer(String method, JsonNode parameters, BrowserPipe from) {
        return commands.result(method, parameters, this).map(result -> {
            ObjectNode tree = ServerJson.object();
            result.forEach((name, value) -> tree.set(name, ServerJson.tree(value)));
            return tree;
        });
    }

    @Override
    public Optional<JsonNode> instead(String method, JsonNode parameters) {
        return commands.instead(method, parameters);
    }

    @Override
    public void closed() {
        if (pipe != null) {
            session.left(this);
        }
        left.run();
    }
}

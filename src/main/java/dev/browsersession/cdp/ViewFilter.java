package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.databind.JsonNode;

/**
 * Stands between one client of a view and the browser: reads the method of every message from the client, on all CDP sessions,
 * and lets through what concerns the view.
 *
 * <p>Belongs to one event loop. Buffers given to it stay the caller's; what it passes on is retained, not copied.
 */
final class ViewFilter {

    private static final int PARSE_ERROR = -32700;
    private static final String FRAME_ATTACHED = "Page.frameAttached";

    private final ViewWires wires;
    private final ViewSessions sessions = new ViewSessions();
    private final ViewQuestions questions;
    private final ScopedCommands commands;
    private final TargetEvents targetEvents;
    private final DownloadEvents downloadEvents;
    private final ViewScope scope;
    private final Deque<ByteBuf> held = new ArrayDeque<>();

    ViewFilter(ViewScope scope, ViewWires wires) {
        this.scope = scope;
        this.wires = wires;
        this.questions = new ViewQuestions(wires);
        this.commands = new ScopedCommands(scope, wires, sessions, questions);
        this.downloadEvents = new DownloadEvents(scope, wires, questions);
        this.targetEvents = new TargetEvents(scope, sessions, questions);
    }

    /** Whether messages from the client wait for the browser's answer to a question of our own. */
    boolean isHolding() {
        return commands.isWaiting();
    }

    void fromClient(ByteBuf message) {
        if (isHolding()) {
            held.add(message.retain());
            return;
        }
        try {
            decide(message);
        } catch (MessageHead.Malformed e) {
            wires.toClient(CdpJson.bytes(CdpJson.object()
                    .set("error", CdpJson.object().put("code", PARSE_ERROR).put("message", e.getMessage()))));
        }
    }

    private void decide(ByteBuf message) throws MessageHead.Malformed {
        MessageHead head = MessageHead.scan(message);
        if (head.id() == null || head.id() < 0 || head.method() == null) {
            throw new MessageHead.Malformed("a message must have an id of 0 or more, and a method");
        }
        if (head.sessionId() != null && !sessions.isOwn(head.sessionId())) {
            wires.toClient(ViewCommand.of(head, message)
                    .error(CdpError.NO_SESSION, "Session with given id not found: " + head.sessionId()));
            return;
        }
        CommandRule rule = CommandRule.of(head.method(), head.sessionId() == null);
        if (rule == CommandRule.PASS) {
            wires.toBrowser(message.retain());
        } else {
            commands.apply(rule, ViewCommand.of(head, message));
        }
    }

    void fromBrowser(ByteBuf message) {
        MessageHead head = MessageHead.peek(message);
        if (head.id() != null) {
            if (!questions.answered(head.id(), message)) {
                wires.toClient(message.retain());
            }
            release();
        } else if (DownloadEvents.BEGIN.equals(head.method()) || DownloadEvents.PROGRESS.equals(head.method())) {
            downloadEvents.happened(head.method(), message);
        } else if (belongsToClient(head, message)) {
            wires.toClient(message.retain());
        }
    }

    private boolean belongsToClient(MessageHead head, ByteBuf message) {
        if (head.method() != null && head.method().startsWith("Target.")) {
            JsonNode event = CdpJson.tree(message);
            return targetEvents.belongsToClient(
                    head.method(), event.path("sessionId").asString(null), event.path("params"));
        }
        if (FRAME_ATTACHED.equals(head.method())) {
            return knowsFrame(CdpJson.tree(message));
        }
        // The session stands at a message's end. All of it is read only while there is a session to keep away.
        return !sessions.hasForeign()
                || !sessions.isForeign(CdpJson.tree(message).path("sessionId").asString(null));
    }

    /** A frame of a page of the client's is one of the view's, and what it downloads too. */
    private boolean knowsFrame(JsonNode event) {
        if (sessions.isForeign(event.path("sessionId").asString(null))) {
            return false;
        }
        scope.learnTarget(event.path("params").path("frameId").asString(""));
        return true;
    }

    private void release() {
        while (!isHolding() && !held.isEmpty()) {
            ByteBuf message = held.poll();
            try {
                fromClient(message);
            } finally {
                message.release();
            }
        }
    }

    void close() {
        held.forEach(ByteBuf::release);
        held.clear();
        downloadEvents.close();
    }
}

package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A command of ChromeDriver's that {@link AskedAhead} knows.
 *
 * @param id the client's id, or ours
 * @param method what is asked
 * @param session the CDP session
 * @param params never null
 */
record AheadCommand(int id, String method, String session, ObjectNode params) {

    static final String TREE = "Page.getFrameTree";
    static final String CALL = "Runtime.callFunctionOn";
    private static final String EVALUATE = "Runtime.evaluate";
    private static final String RESOLVE = "DOM.resolveNode";
    private static final String RELEASE = "Runtime.releaseObjectGroup";
    private static final Set<String> METHODS = Set.of(TREE, CALL, EVALUATE, RESOLVE, RELEASE);
    private static final String NODE = "backendNodeId";
    private static final String GROUP = "objectGroup";

    /** Null where it is another command, or one for the browser itself. */
    static AheadCommand of(ByteBuf message) {
        try {
            MessageHead head = MessageHead.scan(message);
            if (head.sessionId() == null || !METHODS.contains(head.method())) {
                return null;
            }
            JsonNode params = CdpJson.tree(message).path("params");
            return new AheadCommand(
                    head.id(),
                    head.method(),
                    head.sessionId(),
                    params instanceof ObjectNode given ? given : CdpJson.object());
        } catch (MessageHead.Malformed e) {
            throw new IllegalStateException("what a view lets through was read before", e);
        }
    }

    static AheadCommand tree(int id, String session) {
        return new AheadCommand(id, TREE, session, CdpJson.object());
    }

    static AheadCommand look(int id, String session) {
        return new AheadCommand(id, EVALUATE, session, CdpJson.object().put("expression", "1"));
    }

    static AheadCommand resolve(int id, String session, int node) {
        return new AheadCommand(
                id, RESOLVE, session, CdpJson.object().put(NODE, node).put(GROUP, "ahead" + id));
    }

    static AheadCommand release(int id, String session, String group) {
        return new AheadCommand(id, RELEASE, session, CdpJson.object().put(GROUP, group));
    }

    boolean isTree() {
        return method.equals(TREE) && params.isEmpty();
    }

    /** Whether it only asks if the page runs scripts. */
    boolean isLook() {
        return method.equals(EVALUATE)
                && params.size() == 1
                && params.path("expression").asString("").equals("1");
    }

    boolean isCall() {
        return method.equals(CALL);
    }

    boolean isResolve() {
        return method.equals(RESOLVE) && params.size() == 2 && params.has(NODE) && params.has(GROUP);
    }

    /** It changes nothing that anything but its object group tells of. */
    boolean isRelease() {
        return method.equals(RELEASE);
    }

    String group() {
        return params.path(GROUP).asString("");
    }

    int node() {
        return params.path(NODE).asInt(-1);
    }

    /** Whether what the browser says to one of them it would say to the other. */
    boolean asksTheSame(AheadCommand other) {
        return session.equals(other.session)
                && ((isTree() && other.isTree())
                        || (isLook() && other.isLook())
                        || (isResolve() && other.isResolve() && node() == other.node()));
    }

    ByteBuf message() {
        return new ViewCommand(id, method, session, params).message(id);
    }

    /** As Chrome writes it. */
    ByteBuf answer(JsonNode result) {
        ObjectNode message = CdpJson.object().put("id", id);
        message.set("result", result);
        return CdpJson.bytes(message.put("sessionId", session));
    }
}

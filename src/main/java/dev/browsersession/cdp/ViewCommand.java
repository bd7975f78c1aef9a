package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client's command that is not passed on as it came.
 *
 * @param id the client's id
 * @param method what is asked
 * @param sessionId null for the browser itself
 * @param params never null; belongs to this command and may be changed
 */
record ViewCommand(int id, String method, String sessionId, ObjectNode params) {

    static ViewCommand of(MessageHead head, ByteBuf message) throws MessageHead.Malformed {
        JsonNode params = CdpJson.tree(message).path("params");
        if (!params.isMissingNode() && !params.isObject()) {
            throw new MessageHead.Malformed("the params of a message must be an object");
        }
        return new ViewCommand(
                head.id(),
                head.method(),
                head.sessionId(),
                params.isMissingNode() ? CdpJson.object() : (ObjectNode) params);
    }

    boolean onBrowser() {
        return sessionId == null;
    }

    /** Never the client's own bytes: of two parameters of one name, this holds the one that was checked. */
    ByteBuf message(int id) {
        ObjectNode message = CdpJson.object().put("id", id).put("method", method);
        message.set("params", params);
        return CdpJson.bytes(addressed(message));
    }

    ByteBuf error(int code, String sentence) {
        ObjectNode message = CdpJson.object().put("id", id);
        message.set("error", CdpJson.object().put("code", code).put("message", sentence));
        return CdpJson.bytes(addressed(message));
    }

    private ObjectNode addressed(ObjectNode message) {
        return sessionId == null ? message : message.put("sessionId", sessionId);
    }
}

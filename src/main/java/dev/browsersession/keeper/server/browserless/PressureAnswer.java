package dev.browsersession.keeper.server.browserless;

import dev.browsersession.keeper.server.HttpCall;
import dev.browsersession.keeper.server.Reply;
import dev.browsersession.keeper.server.ServedSessions;
import dev.browsersession.keeper.server.ServerJson;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /pressure}: how full the server is. Nobody is queued here, and how busy the machine is decides nothing, so it is not
 * told.
 */
record PressureAnswer(ServedSessions sessions) {

    static boolean concerns(HttpCall call) {
        return call.is("GET", "/pressure") || call.is("GET", "/pressure/");
    }

    Reply reply() {
        int running = sessions.staying();
        boolean full = running >= sessions.most();
        ObjectNode answer = ServerJson.object();
        answer.putObject("pressure")
                .putNull("cpu")
                .put("date", System.currentTimeMillis())
                .put("isAvailable", !full)
                .put("maxConcurrent", sessions.most())
                .put("maxQueued", 0)
                .putNull("memory")
                .put("message", full ? "There are as many sessions as there may be." : "")
                .put("queued", 0)
                .put("reason", full ? "full" : "")
                .put("recentlyRejected", sessions.refused())
                .put("running", running);
        return Reply.json(200, answer);
    }
}

package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Decides which events of downloads a view's client gets: the browser tells every connection of those of all contexts, and of
 * each only the frame. A frame that is neither a target of the view nor seen to be one of its pages' is taken for another view's.
 *
 * <p>Belongs to its filter's event loop.
 */
final class DownloadEvents {

    static final String BEGIN = "Browser.downloadWillBegin";
    static final String PROGRESS = "Browser.downloadProgress";

    private final ViewScope scope;
    private final ViewWires wires;
    private final ViewQuestions questions;
    private final Set<String> own = new HashSet<>();
    /** What is told of a download until it is known whose it is. */
    private final Map<String, List<ByteBuf>> doubtful = new HashMap<>();

    DownloadEvents(ViewScope scope, ViewWires wires, ViewQuestions questions) {
        this.scope = scope;
        this.wires = wires;
        this.questions = questions;
    }

    void happened(String method, ByteBuf message) {
        JsonNode params = CdpJson.tree(message).path("params");
        String download = params.path("guid").asString("");
        if (own.contains(download)) {
            wires.toClient(message.retain());
        } else if (doubtful.containsKey(download)) {
            doubtful.get(download).add(message.retain());
        } else if (method.equals(BEGIN)) {
            begins(download, params.path("frameId").asString(""), message);
        }
    }

    private void begins(String download, String frame, ByteBuf message) {
        if (scope.knowsTarget(frame)) {
            own.add(download);
            wires.toClient(message.retain());
            return;
        }
        doubtful.put(download, new ArrayList<>(List.of(message.retain())));
        questions.ask(null, "Target.getTargetInfo", CdpJson.object().put("targetId", frame), answer -> {
            List<ByteBuf> told = doubtful.remove(download);
            if (told == null) {
                // Closed in the meantime.
                return;
            }
            if (scope.learn(answer.path("result").path("targetInfo"))) {
                own.add(download);
                told.forEach(wires::toClient);
            } else {
                told.forEach(ByteBuf::release);
            }
        });
    }

    void close() {
        doubtful.values().forEach(told -> told.forEach(ByteBuf::release));
        doubtful.clear();
    }
}

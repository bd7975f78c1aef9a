package dev.browsersession.cdp;

import dev.browsersession.protocol.DeviceEmulation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** The commands that make a page, or a part of one, pretend to be a device. */
record EmulationCommands(DeviceEmulation device) {

    private static final Map<String, ?> PAUSED_PARTS =
            Map.of("autoAttach", true, "waitForDebuggerOnStart", true, "flatten", true);

    /** Sent in one go, since the page may be loading already. */
    CompletableFuture<Void> onPage(PageSession page) {
        return all(List.of(
                hasScreen() ? page.send("Emulation.setDeviceMetricsOverride", screen()) : nothing(),
                touch(page),
                userAgent(page),
                page.send("Target.setAutoAttach", PAUSED_PARTS)));
    }

    /** For a frame of another site or a worker, which is paused and must run again whatever becomes of this. */
    CompletableFuture<Void> onPart(PageSession part, String type) {
        return all(List.of(
                userAgent(part),
                type.equals("iframe") ? touch(part) : nothing(),
                type.equals("iframe") ? part.send("Target.setAutoAttach", PAUSED_PARTS) : nothing(),
                part.send("Runtime.runIfWaitingForDebugger", Map.of())));
    }

    private boolean hasScreen() {
        return device.width() > 0 || device.height() > 0 || device.pixelRatio() > 0 || device.mobile();
    }

    private Map<String, ?> screen() {
        return Map.of(
                "width", device.width(),
                "height", device.height(),
                "deviceScaleFactor", device.pixelRatio(),
                "mobile", device.mobile());
    }

    private CompletableFuture<JsonNode> touch(PageSession session) {
        return device.touch()
                ? session.send("Emulation.setTouchEmulationEnabled", Map.of("enabled", true, "maxTouchPoints", 1))
                : nothing();
    }

    private CompletableFuture<JsonNode> userAgent(PageSession session) {
        return device.userAgent() == null
                ? nothing()
                : session.send("Emulation.setUserAgentOverride", Map.of("userAgent", device.userAgent()));
    }

    private static CompletableFuture<JsonNode> nothing() {
        return CompletableFuture.completedFuture(null);
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<JsonNode>> sent) {
        return CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new));
    }
}

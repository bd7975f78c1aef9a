package dev.browsersession.webdriver;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.openqa.selenium.devtools.Command;
import org.openqa.selenium.devtools.Event;
import org.openqa.selenium.devtools.idealized.browser.model.BrowserContextID;
import org.openqa.selenium.devtools.idealized.target.Target;
import org.openqa.selenium.devtools.idealized.target.model.SessionID;
import org.openqa.selenium.devtools.idealized.target.model.TargetID;
import org.openqa.selenium.devtools.idealized.target.model.TargetInfo;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.json.JsonInput;

/** The {@code Target} domain as Selenium uses it, the same in every Chrome since flat sessions came. */
final class PlainTarget implements Target {

    @Override
    public Command<List<TargetInfo>> getTargets() {
        return new Command<>("Target.getTargets", Map.of(), input -> targets(object(input)));
    }

    @Override
    public Command<SessionID> attachToTarget(TargetID targetId) {
        return new Command<>(
                "Target.attachToTarget",
                Map.of("targetId", targetId.toString(), "flatten", true),
                input -> new SessionID(text(object(input), "sessionId")));
    }

    @Override
    public Command<Void> detachFromTarget(Optional<SessionID> sessionId, Optional<TargetID> targetId) {
        Map<String, Object> parameters = new TreeMap<>();
        sessionId.ifPresent(id -> parameters.put("sessionId", id.toString()));
        targetId.ifPresent(id -> parameters.put("targetId", id.toString()));
        return new Command<>("Target.detachFromTarget", parameters, PlainTarget::nothing);
    }

    @Override
    public Command<Void> setAutoAttach() {
        return new Command<>(
                "Target.setAutoAttach",
                Map.of("autoAttach", true, "waitForDebuggerOnStart", false, "flatten", true),
                PlainTarget::nothing);
    }

    @Override
    public Event<TargetID> detached() {
        return new Event<>("Target.detachedFromTarget", input -> new TargetID(text(object(input), "targetId")));
    }

    static Map<String, Object> object(JsonInput input) {
        return input.read(Json.MAP_TYPE);
    }

    static Void nothing(JsonInput input) {
        input.skipValue();
        return null;
    }

    static String text(Map<?, ?> object, String key) {
        return Objects.toString(object.get(key), "");
    }

    private static List<TargetInfo> targets(Map<String, Object> result) {
        List<?> infos = (List<?>) result.get("targetInfos");
        return infos.stream().map(info -> target((Map<?, ?>) info)).toList();
    }

    private static TargetInfo target(Map<?, ?> info) {
        return new TargetInfo(
                new TargetID(text(info, "targetId")),
                text(info, "type"),
                text(info, "title"),
                text(info, "url"),
                Boolean.TRUE.equals(info.get("attached")),
                Optional.ofNullable(info.get("openerId")).map(id -> new TargetID(id.toString())),
                Optional.ofNullable(info.get("browserContextId")).map(id -> new BrowserContextID(id.toString())));
    }
}

package dev.browsersession.cdp;

import tools.jackson.databind.JsonNode;

/** Decides which events of the {@code Target} domain a view's client gets. */
final class TargetEvents {

    private final ViewScope scope;
    private final ViewSessions sessions;
    private final ViewQuestions questions;

    TargetEvents(ViewScope scope, ViewSessions sessions, ViewQuestions questions) {
        this.scope = scope;
        this.sessions = sessions;
        this.questions = questions;
    }

    /**
     * Whether the client may see an event.
     *
     * @param on the CDP session that it came on; null for the browser itself
     */
    boolean belongsToClient(String method, String on, JsonNode params) {
        if (sessions.isForeign(on)) {
            return false;
        }
        return switch (method) {
            case "Target.targetCreated", "Target.targetInfoChanged" -> scope.learn(params.path("targetInfo"));
            case "Target.targetDestroyed", "Target.targetCrashed" ->
                scope.knowsTarget(params.path("targetId").asString(""));
            case "Target.attachedToTarget" -> attached(on, params);
            case "Target.detachedFromTarget" ->
                sessions.remove(params.path("sessionId").asString(""));
            default -> false;
        };
    }

    private boolean attached(String on, JsonNode params) {
        String session = params.path("sessionId").asString("");
        JsonNode target = params.path("targetInfo");
        // A worker of a page that belongs here may come without its context.
        if (scope.learn(target) || (on != null && !target.has("browserContextId"))) {
            sessions.addOwn(session);
            return true;
        }
        sessions.addForeign(session);
        leave(on, session, params.path("waitingForDebugger").asBoolean(false));
        return false;
    }

    /** What another view's target does must not depend on this client, and how the browser answers changes nothing. */
    private void leave(String on, String session, boolean isPaused) {
        if (isPaused) {
            questions.ask(session, "Runtime.runIfWaitingForDebugger", CdpJson.object(), answer -> {});
        }
        questions.ask(on, "Target.detachFromTarget", CdpJson.object().put("sessionId", session), answer -> {});
    }
}

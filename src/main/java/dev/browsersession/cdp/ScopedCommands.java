package dev.browsersession.cdp;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries out the {@link CommandRule}s that need more than a message's method. */
final class ScopedCommands {

    private static final int REFUSED = -32000;

    private final ViewScope scope;
    private final ViewWires wires;
    private final ViewSessions sessions;
    private final ViewQuestions questions;
    private boolean waiting;

    ScopedCommands(ViewScope scope, ViewWires wires, ViewSessions sessions, ViewQuestions questions) {
        this.scope = scope;
        this.wires = wires;
        this.sessions = sessions;
        this.questions = questions;
    }

    boolean isWaiting() {
        return waiting;
    }

    void apply(CommandRule rule, ViewCommand command) {
        switch (rule) {
            case PASS -> forward(command);
            case REFUSE -> refuse(command, "it reaches beyond the view");
            case IN_CONTEXT -> inContext(command, () -> forward(command));
            case CREATE_TARGET -> inContext(command, () -> questions.forward(command, this::learnCreated));
            case CONTEXT_IF_NAMED -> ifContextAllowed(command, () -> forward(command));
            case ON_TARGET -> onTarget(command, () -> forward(command));
            case ATTACH -> ifFlat(command, () -> onTarget(command, () -> attach(command)));
            case AUTO_ATTACH -> autoAttach(command);
            case DETACH -> detach(command);
            case LIST_TARGETS -> questions.forward(command, this::keepOwnTargets);
            case LIST_CONTEXTS -> questions.forward(command, this::keepOwnContext);
            case WINDOW_OF_TARGET -> onTarget(command, () -> questions.forward(command, this::learnWindow));
            case ON_WINDOW -> onWindow(command);
        }
    }

    private void forward(ViewCommand command) {
        wires.toBrowser(command.message(command.id()));
    }

    private void refuse(ViewCommand command, String reason) {
        wires.toClient(command.error(REFUSED, command.method() + " is refused in " + scope + ": " + reason));
    }

    private void ifContextAllowed(ViewCommand command, Runnable then) {
        if (scope.allows(command.params())) {
            then.run();
        } else {
            refuse(command, "it names another browser context");
        }
    }

    private void inContext(ViewCommand command, Runnable then) {
        ifContextAllowed(command, () -> {
            scope.nameContext(command.params());
            then.run();
        });
    }

    /** Runs at once where the target is known to belong here, else when the browser has told; meanwhile the client waits. */
    private void onTarget(ViewCommand command, Runnable then) {
        JsonNode target = command.params().get("targetId");
        if (target == null || scope.knowsTarget(target.asString(""))) {
            then.run();
            return;
        }
        waiting = true;
        ObjectNode params = CdpJson.object().put("targetId", target.asString(""));
        questions.ask(null, "Target.getTargetInfo", params, answer -> {
            waiting = false;
            if (scope.learn(answer.path("result").path("targetInfo"))) {
                then.run();
            } else {
                wires.toClient(command.error(CdpError.INVALID_PARAMS, "No target with given id found in " + scope));
            }
        });
    }

    private void onWindow(ViewCommand command) {
        if (scope.knowsWindow(command.params().path("windowId").asInt(-1))) {
            forward(command);
        } else {
            refuse(command, "it names no window that Browser.getWindowForTarget has told");
        }
    }

    /** In the old form, commands travel inside a string in another command. */
    private void ifFlat(ViewCommand command, Runnable then) {
        if (command.params().path("flatten").asBoolean(false)) {
            then.run();
        } else {
            refuse(command, "only flatten: true is supported");
        }
    }

    private void attach(ViewCommand command) {
        questions.forward(
                command, result -> sessions.addOwn(result.path("sessionId").asString("")));
    }

    /**
     * On the browser itself this concerns new targets of all contexts. None is paused for this client, since one of another view
     * would stay paused for as long as this client does not read.
     */
    private void autoAttach(ViewCommand command) {
        if (!command.params().path("autoAttach").asBoolean(false)) {
            forward(command);
            return;
        }
        if (command.onBrowser()) {
            command.params().put("waitForDebuggerOnStart", false);
        }
        ifFlat(command, () -> forward(command));
    }

    private void detach(ViewCommand command) {
        JsonNode session = command.params().get("sessionId");
        if (session == null) {
            onTarget(command, () -> forward(command));
        } else if (sessions.isOwn(session.asString(""))) {
            forward(command);
        } else {
            wires.toClient(command.error(CdpError.INVALID_PARAMS, "No session with given id found in " + scope));
        }
    }

    private void learnCreated(ObjectNode result) {
        scope.learnTarget(result.path("targetId").asString(""));
    }

    private void learnWindow(ObjectNode result) {
        scope.learnWindow(result.path("windowId").asInt(-1));
    }

    private void keepOwnTargets(ObjectNode result) {
        if (result.get("targetInfos") instanceof ArrayNode targets) {
            targets.removeIf(target -> !scope.learn(target));
        }
    }

    private void keepOwnContext(ObjectNode result) {
        if (result.get("browserContextIds") instanceof ArrayNode contexts) {
            contexts.removeIf(context -> !scope.isContext(context));
        }
        if (!scope.isContext(result.get("defaultBrowserContextId"))) {
            result.remove("defaultBrowserContextId");
        }
    }
}

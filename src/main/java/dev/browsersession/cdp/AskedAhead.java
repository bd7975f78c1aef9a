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
 * Spares a ChromeDriver round trips to a browser that is far away. ChromeDriver sends a script and, when it has the result, asks
 * where it is: for the frame tree, for whether the page still runs scripts, for the node that it will use next. This asks for
 * the same right behind the script, so that the answers are here when ChromeDriver wants them.
 *
 * <p>What it answers is what the browser would say to a driver right beside it, and not older than the client's own last command:
 *
 * <ul>
 *   <li>A session's commands begin in order, so what is asked behind a script is asked after it has begun. Where its result
 *       comes later, since it waits for a promise, what came before that is not used.
 *   <li>Any other command of the client, on whatever session, may change everything: what was asked before it is not used.
 *   <li>So may the page. Whatever the browser tells unasked makes the answers that came before it useless.
 *   <li>An error is never used: the command is then sent as the client meant it.
 *   <li>A look whether the page runs scripts is answered once, and nothing after it. So the look with which ChromeDriver begins
 *       each WebDriver command is its own, and sees what the test has done meanwhile by other ways.
 *   <li>Nothing is asked behind input: it reaches the page by another way than scripts, and may be overtaken by them.
 * </ul>
 *
 * <p>Belongs to the client's event loop.
 */
final class AskedAhead {

    private final ViewWires wires;
    /** Sessions on which the client asks for frame trees, and those on which it looks whether scripts run. */
    private final Set<String> treesWanted = new HashSet<>();

    private final Set<String> looksWanted = new HashSet<>();
    private final Map<Integer, AheadAnswer> underWay = new HashMap<>();
    /** Object groups of ours that end with one of the client's. */
    private final Map<String, String> groups = new HashMap<>();

    private final AheadNodes nodes = new AheadNodes();
    private Lead lead = new Lead(0);
    private int lastId = Integer.MIN_VALUE;

    AskedAhead(ViewWires wires) {
        this.wires = wires;
    }

    /** What was asked behind one command of the client. */
    private static final class Lead {

        private final int command;
        private final List<AheadAnswer> answers = new ArrayList<>();
        private boolean commandAnswered;

        private Lead(int command) {
            this.command = command;
        }

        private AheadAnswer find(AheadCommand command) {
            return answers.stream()
                    .filter(answer -> answer.question().asksTheSame(command))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** The buffer becomes ours to release. */
    void fromClient(ByteBuf message) {
        AheadCommand command = AheadCommand.of(message);
        if (command == null) {
            end();
            wires.toBrowser(message);
        } else if (command.isRelease()) {
            wires.toBrowser(message);
            release(command.session(), groups.remove(command.group()));
        } else if (isAnswered(command)) {
            message.release();
        } else {
            end();
            wires.toBrowser(message);
            nodes.asked(command);
            begin(command);
        }
    }

    private boolean isAnswered(AheadCommand command) {
        learn(command);
        AheadAnswer ahead = lead.find(command);
        if (ahead == null) {
            return false;
        }
        if (command.isResolve()) {
            lead.answers.remove(ahead);
            groups.put(command.group(), ahead.question().group());
        } else if (command.isLook()) {
            lead.answers.remove(ahead);
            end();
        }
        ahead.askers().add(command);
        if (ahead.result() != null) {
            give(ahead);
        }
        return true;
    }

    private void learn(AheadCommand command) {
        if (command.isTree()) {
            treesWanted.add(command.session());
        } else if (command.isLook()) {
            looksWanted.add(command.session());
        }
    }

    private void begin(AheadCommand command) {
        String session = command.session();
        lead = new Lead(command.id());
        if (treesWanted.contains(session) && !command.isTree()) {
            ask(AheadCommand.tree(nextId(), session));
        }
        if (looksWanted.contains(session) && command.isCall()) {
            ask(AheadCommand.look(nextId(), session));
        }
        int node = nodes.expectedAfter(command);
        if (node >= 0) {
            ask(AheadCommand.resolve(nextId(), session, node));
        }
    }

    private void ask(AheadCommand question) {
        AheadAnswer answer = new AheadAnswer(question);
        lead.answers.add(answer);
        underWay.put(question.id(), answer);
        wires.toBrowser(question.message());
    }

    /** The buffer stays the caller's. */
    void fromBrowser(ByteBuf message) {
        MessageHead head = MessageHead.peek(message);
        if (head.id() == null) {
            forget(lead.answers.stream()
                    .filter(answer -> answer.result() != null)
                    .toList());
        } else if (isOurs(head.id())) {
            AheadAnswer answer = underWay.remove(head.id());
            if (answer != null) {
                arrived(answer, CdpJson.tree(message));
            }
            return;
        } else {
            lead.commandAnswered |= head.id() == lead.command;
            nodes.answered(head.id(), message);
        }
        wires.toClient(message.retain());
    }

    private void arrived(AheadAnswer answer, JsonNode message) {
        JsonNode result = message.get("result");
        if (result == null) {
            lead.answers.remove(answer);
            answer.askers().forEach(asker -> wires.toBrowser(asker.message()));
            return;
        }
        answer.arrived(result);
        give(answer);
        if (!lead.commandAnswered && lead.answers.contains(answer)) {
            forget(List.of(answer));
        }
    }

    private void give(AheadAnswer answer) {
        for (AheadCommand asker : answer.askers()) {
            if (asker.isResolve()) {
                nodes.resolved(asker.node());
            }
            wires.toClient(asker.answer(answer.result()));
        }
        answer.askers().clear();
    }

    private void end() {
        forget(List.copyOf(lead.answers));
        lead = new Lead(0);
    }

    private void forget(List<AheadAnswer> useless) {
        lead.answers.removeAll(useless);
        for (AheadAnswer answer : useless) {
            if (answer.question().isResolve()) {
                release(answer.question().session(), answer.question().group());
            }
        }
    }

    private void release(String session, String group) {
        if (group != null) {
            wires.toBrowser(AheadCommand.release(nextId(), session, group).message());
        }
    }

    /** A client's ids are not negative, and the view's own begin at the other end. */
    private static boolean isOurs(int id) {
        return id < Integer.MIN_VALUE / 2;
    }

    private int nextId() {
        return lastId++;
    }
}

package dev.browsersession.keeper.command;

import dev.browsersession.protocol.KeeperState;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** {@code status}: which keepers there are, and what dead ones left. */
record StatusCommand(PrintStream out, PrintStream err) {

    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    int run(Survey survey) throws IOException {
        Table table = new Table("KEEPER", "VERSION", "SINCE", "SESSIONS", "TEST JVMS", "MEMORY", "LOG");
        survey.answered().forEach(keeper -> add(table, keeper));
        survey.others().forEach(keeper -> add(table, keeper.directory()));
        if (table.isEmpty()) {
            out.println("No keeper is running: no test needs a browser at the moment.");
        } else {
            table.print(out);
        }
        survey.liveViews(keeper -> true).forEach(url -> out.println("To watch its sessions in a browser: " + url));
        survey.others().forEach(keeper -> err.println(keeper.sentence()));
        for (KeeperDirectory directory : survey.silent()) {
            List<String> left = directory.leftBehind();
            if (!left.isEmpty()) {
                out.println("A dead keeper left " + String.join(", ", left) + " (journal "
                        + directory.path().resolve("journal") + "). To remove it, run: sweep");
            }
        }
        return survey.others().isEmpty() ? 0 : 1;
    }

    private static void add(Table table, Survey.Answered keeper) {
        KeeperState state = keeper.state();
        boolean embedded = keeper.directory().embedded();
        boolean serves = keeper.directory().serves();
        table.row(
                state.pid() + (serves ? " (a local server)" : embedded ? " (a test JVM)" : ""),
                state.version(),
                time(Instant.ofEpochMilli(state.startedEpochMillis())),
                Integer.toString(state.sessions()),
                Integer.toString(state.owners()),
                state.residentBytes() == 0 ? "?" : state.residentBytes() / (1 << 20) + " MB",
                serves ? "in its output" : embedded ? "in the test's output" : state.log());
    }

    private static void add(Table table, KeeperDirectory unasked) {
        table.row(
                unasked.pid(),
                unasked.version(),
                unasked.since().map(StatusCommand::time).orElse("?"),
                "?",
                "?",
                "?",
                unasked.log().toString());
    }

    private static String time(Instant instant) {
        return SINCE.format(instant.atZone(ZoneId.systemDefault()));
    }
}

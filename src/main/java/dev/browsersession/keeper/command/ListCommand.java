package dev.browsersession.keeper.command;

import dev.browsersession.protocol.ListedSession;
import java.io.PrintStream;
import java.util.stream.Collectors;

/** {@code list}: which sessions there are. */
record ListCommand(PrintStream out, PrintStream err) {

    int run(Survey survey) {
        Table table = new Table("SESSION", "PROVIDER", "FOR", "AGE", "TTL LEFT", "KEEP-ALIVE", "SHARED AS", "LEASES");
        int beingCreated = 0;
        for (Survey.Answered keeper : survey.answered()) {
            keeper.list().sessions().forEach(session -> add(table, session));
            beingCreated += keeper.list().beingCreated();
        }
        if (!table.isEmpty()) {
            table.print(out);
            survey.liveViews(keeper -> !keeper.list().sessions().isEmpty())
                    .forEach(url -> out.println("To watch them in a browser: " + url));
        } else if (beingCreated == 0 && survey.others().isEmpty()) {
            out.println("No browser session is open.");
        }
        if (beingCreated > 0) {
            out.println(beingCreated + " more being created.");
        }
        survey.others().forEach(keeper -> err.println(keeper.sentence()));
        return survey.others().isEmpty() ? 0 : 1;
    }

    private static void add(Table table, ListedSession session) {
        table.row(
                session.id(),
                session.provider(),
                holders(session),
                Spans.text(session.ageMillis()),
                session.end() == null ? Spans.text(session.ttlLeftMillis()) : "stopping",
                session.keepAlive() ? "yes" : "no",
                session.shared() == null ? "-" : session.shared(),
                Integer.toString(session.leases().size()));
    }

    private static String holders(ListedSession session) {
        String holders = session.leases().stream()
                .map(lease -> lease.holder() + " (pid " + lease.ownerPid() + ")")
                .collect(Collectors.joining(", "));
        String whom = holders.isEmpty() ? "nobody" : holders;
        return session.held() == null ? whom : whom + "; " + session.held();
    }
}

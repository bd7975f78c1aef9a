package dev.browsersession.keeper.command;

import dev.browsersession.keeper.Journal;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code sweep}: removes what dead keepers left. */
record SweepCommand(PrintStream out, PrintStream err) {

    int run(Survey survey) {
        List<String> problems = new ArrayList<>();
        int removed = 0;
        for (KeeperDirectory directory : survey.silent()) {
            try {
                Optional<Journal.Recovery> recovery = directory.recover();
                removed += recovery.map(it -> it.removed().size()).orElse(0);
                recovery.ifPresent(it -> it.removed()
                        .forEach(key -> out.println("Removed " + key + ", left by the keeper of " + directory + ".")));
                recovery.ifPresent(it -> problems.addAll(it.left()));
            } catch (IOException e) {
                problems.add(directory + ": " + e.getMessage());
            }
        }
        problems.forEach(problem -> err.println("Not removed: " + problem));
        if (removed == 0 && problems.isEmpty()) {
            out.println("Dead keepers have left nothing on this machine.");
        }
        return problems.isEmpty() ? 0 : 1;
    }
}

package dev.browsersession.keeper.command;

import dev.browsersession.keeper.Journal;
import dev.browsersession.keeper.ProviderSweep;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code sweep}: ends what nobody has any more. */
record SweepCommand(PrintStream out, PrintStream err, ProviderSweep atProviders) {

    /** What dead keepers left. */
    int run(Survey survey) {
        int removed = 0;
        List<String> problems = new ArrayList<>();
        for (KeeperDirectory directory : survey.silent()) {
            try {
                Optional<Journal.Recovery> recovery = directory.recover(atProviders);
                recovery.ifPresent(it -> it.removed()
                        .forEach(
                                what -> out.println("Removed " + what + ", left by the keeper of " + directory + ".")));
                recovery.ifPresent(it -> problems.addAll(it.left()));
                removed += recovery.map(it -> it.removed().size()).orElse(0);
            } catch (IOException e) {
                problems.add(directory + ": " + e.getMessage());
            }
        }
        if (removed == 0 && problems.isEmpty()) {
            out.println("Dead keepers have left nothing.");
        }
        return told(problems);
    }

    /** What has a tag at a provider, whoever made it. */
    int run(String tag) {
        try {
            Journal.Recovery recovery = atProviders.byTag(tag);
            recovery.removed().forEach(what -> out.println("Stopped " + what + "."));
            if (recovery.removed().isEmpty() && recovery.left().isEmpty()) {
                out.println("No session has a tag that begins with " + tag + ".");
            }
            return told(recovery.left());
        } catch (ProviderFailure e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private int told(List<String> problems) {
        problems.forEach(problem -> err.println("Not removed: " + problem));
        return problems.isEmpty() ? 0 : 1;
    }
}

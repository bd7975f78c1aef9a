package dev.browsersession.keeper;

import dev.browsersession.protocol.Swept;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.FoundSession;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Stops what earlier runs of a project left at a provider, where no keeper of this machine knows of it: a machine was lost, or a
 * container. Looked for once for each run and account, in the background, when a session is first asked for. What cannot be told
 * from a session that somebody uses on another machine is told by its age.
 */
final class EarlierRuns {

    private static final System.Logger LOG = System.getLogger(EarlierRuns.class.getName());

    private final KnownTags known;
    private final Machinery machinery;
    private final Runs runs;
    private final Consumer<AccountKey> whenStopped;
    /** Guarded by this. */
    private final Map<Run, Set<AccountKey>> swept = new HashMap<>();

    /** @param whenStopped told the account of a session that was stopped */
    EarlierRuns(KnownTags known, Machinery machinery, Runs runs, Consumer<AccountKey> whenStopped) {
        this.known = known;
        this.machinery = machinery;
        this.runs = runs;
        this.whenStopped = whenStopped;
    }

    void sweep(Owner owner, AccountKey key, Account account) {
        if (owner.sweepAgeMillis() > 0 && owner.project().isPresent() && isFirst(owner.run(), key)) {
            machinery.workers().execute(() -> look(owner, key, account));
        }
    }

    private synchronized boolean isFirst(Run run, AccountKey key) {
        swept.keySet().removeIf(runs::isOver);
        return swept.computeIfAbsent(run, it -> new HashSet<>()).add(key);
    }

    private void look(Owner owner, AccountKey key, Account account) {
        try {
            List<FoundSession> left = left(owner, account);
            if (!left.isEmpty()) {
                String sentence = stopped(key, account, left);
                LOG.log(Level.WARNING, "for {0}: {1}", owner, sentence);
                owner.tell(new Swept(sentence));
            }
        } catch (ProviderFailure | IOException e) {
            LOG.log(Level.WARNING, "sessions of earlier runs cannot be looked for: {0}", e.getMessage());
        }
    }

    private List<FoundSession> left(Owner owner, Account account) throws ProviderFailure, IOException {
        String project = owner.project().orElseThrow();
        Duration least = Duration.ofMillis(owner.sweepAgeMillis());
        List<FoundSession> earlier = account.find(Tag.beginning(project)).orElse(List.of()).stream()
                .filter(session -> Tag.read(session.tag())
                        .filter(tag ->
                                tag.project().equals(project) && !tag.run().equals(owner.runNumber()))
                        .isPresent())
                .filter(session ->
                        age(session).filter(old -> old.compareTo(least) > 0).isPresent())
                .toList();
        if (earlier.isEmpty()) {
            return earlier;
        }
        Set<String> tags = earlier.stream().map(FoundSession::tag).collect(Collectors.toSet());
        Set<String> kept = known.amongThem(tags);
        return earlier.stream().filter(session -> !kept.contains(session.tag())).toList();
    }

    private String stopped(AccountKey key, Account account, List<FoundSession> left) {
        List<String> stopped = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (FoundSession session : left) {
            try {
                account.stop(session.id());
                stopped.add(name(session));
                whenStopped.accept(key);
            } catch (ProviderFailure e) {
                problems.add(name(session) + " could not be stopped: " + e.getMessage() + ".");
            }
        }
        String sentence = stopped.isEmpty()
                ? ""
                : "Earlier runs of this project had left " + stopped.size()
                        + (stopped.size() == 1 ? " session" : " sessions") + " at provider " + key.provider() + ": "
                        + String.join(", ", stopped) + (stopped.size() == 1 ? "; it is" : "; they are") + " stopped.";
        return (sentence + " " + String.join(" ", problems)).strip();
    }

    private static String name(FoundSession session) {
        return session.id()
                + age(session)
                        .map(old -> " (" + old.toMinutes() + " min old, tag " + session.tag() + ")")
                        .orElse("");
    }

    private static Optional<Duration> age(FoundSession session) {
        return session.age(Instant.now());
    }
}

package chaos;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Waits for its moment, strikes, and lets go again of what it has stopped. */
final class Strike {

    private final Plan.PlannedStrike plan;
    private long momentMillis = -1;
    private long struckMillis = -1;
    private Living victim;
    private String said = "";

    Strike(Plan.PlannedStrike plan) {
        this.plan = plan;
    }

    /** Does what is due. */
    void goOn(long nowMillis, List<Living> all) throws Exception {
        if (momentMillis < 0 && plan.after().hasCome(all)) {
            momentMillis = nowMillis;
        }
        if (momentMillis >= 0 && victim == null && nowMillis >= momentMillis + plan.delayMillis()) {
            strike(nowMillis, all);
        }
        if (holdsSomething() && nowMillis >= struckMillis + plan.pauseMillis()) {
            letGo(nowMillis);
        }
    }

    private void strike(long nowMillis, List<Living> all) throws Exception {
        Optional<Living> chosen = choose(all);
        if (chosen.isPresent() && chosen.get().send(plan.signal())) {
            victim = chosen.get();
            struckMillis = nowMillis;
            said = seconds(nowMillis) + " " + plan.signal() + " " + victim;
        }
    }

    private Optional<Living> choose(List<Living> all) {
        List<Living> possible =
                all.stream().filter(living -> living.kind().mayBeStruck()).toList();
        List<Living> wanted = possible.stream()
                .filter(living -> living.kind() == plan.victim())
                .toList();
        List<Living> from = wanted.isEmpty() ? possible : wanted;
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(plan.choice() % from.size()));
    }

    private void letGo(long nowMillis) throws Exception {
        boolean sent = victim.send(plan.then());
        said += sent ? ", " + seconds(nowMillis) + " " + plan.then() : ", gone by " + seconds(nowMillis);
        struckMillis = -1;
    }

    boolean holdsSomething() {
        return victim != null && struckMillis >= 0 && !plan.then().isEmpty();
    }

    boolean killed(Kind kind) {
        return victim != null && victim.kind() == kind && (plan.signal() + plan.then()).contains("KILL");
    }

    boolean struck(Kind kind) {
        return victim != null && victim.kind() == kind;
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1fs", millis / 1000.0);
    }

    @Override
    public String toString() {
        return victim == null ? "(too late for the " + plan.victim() + ")" : said;
    }
}

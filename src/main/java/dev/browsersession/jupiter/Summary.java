package dev.browsersession.jupiter;

import dev.browsersession.config.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run came to. All methods may be called by any thread. */
final class Summary {

    private static final int MOST_LIVE_VIEWS = 5;

    private int sessions;
    private int joined;
    private int tests;
    private int reconnects;
    private long browserMillis;
    private Duration longestTest = Duration.ZERO;
    private final Map<String, String> liveViews = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    synchronized void sessionStarted() {
        sessions++;
    }

    /** One that was there already. */
    synchronized void sessionJoined() {
        joined++;
    }

    synchronized void sessionStopped(long livedMillis) {
        browserMillis += livedMillis;
    }

    synchronized void reconnected() {
        reconnects++;
    }

    synchronized void testDone(Duration took) {
        tests++;
        longestTest = took.compareTo(longestTest) > 0 ? took : longestTest;
    }

    /** A page that people may want after the run. */
    synchronized void watchable(String session, String liveView) {
        liveViews.put(session, liveView);
    }

    synchronized void problem(String sentence) {
        problems.add(sentence);
    }

    /** Something that people should know, and that is no problem of this run. */
    synchronized void note(String sentence) {
        notes.add(sentence);
    }

    synchronized Duration longestTest() {
        return longestTest;
    }

    synchronized boolean isEmpty() {
        return sessions == 0 && joined == 0 && problems.isEmpty();
    }

    synchronized String text() {
        String text = "Browser sessions: " + count(sessions, "session")
                + (joined == 0 ? "" : " and " + joined + " shared that " + (joined == 1 ? "was" : "were") + " there")
                + ", " + count(tests, "test") + ", "
                + count(reconnects, "reconnect") + ", " + Values.readable(Duration.ofMillis(browserMillis))
                + " of browser time, " + count(Math.max(0, tests - sessions), "launch", "launches") + " saved."
                + liveViews();
        String noted = notes.isEmpty() ? text : text + " " + String.join(" ", notes);
        return problems.isEmpty() ? noted : noted + " Not all went well: " + String.join(" ", problems);
    }

    /** A run with many sessions is not to drown in them. */
    private String liveViews() {
        if (liveViews.isEmpty()) {
            return "";
        }
        String some = liveViews.entrySet().stream()
                .limit(MOST_LIVE_VIEWS)
                .map(view -> view.getKey() + " at " + view.getValue())
                .collect(Collectors.joining(", "));
        int more = liveViews.size() - MOST_LIVE_VIEWS;
        return " Live views: " + some + (more > 0 ? ", and " + more + " more" : "") + ".";
    }

    private static String count(int number, String one) {
        return count(number, one, one + "s");
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}

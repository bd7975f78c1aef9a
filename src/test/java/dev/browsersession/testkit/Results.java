package dev.browsersession.testkit;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.assertj.core.api.Assertions;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;

/** What became of a run. */
public final class Results {

    private final EngineExecutionResults results;
    private final List<String> log;

    Results(EngineExecutionResults results, List<String> log) {
        this.results = results;
        this.log = log;
    }

    public Results allPassed(int tests) {
        Assertions.assertThat(failures()).as("failures").isEmpty();
        results.testEvents().assertStatistics(statistics -> statistics.succeeded(tests));
        return this;
    }

    public long passed() {
        return results.testEvents().succeeded().count();
    }

    /** What failed, tests and containers, by name. */
    public Map<String, Throwable> failures() {
        Map<String, Throwable> failures = new LinkedHashMap<>();
        results.allEvents().failed().stream().forEach(event -> failures.put(name(event), thrown(event)));
        return failures;
    }

    /** The one failure of the run. */
    public Throwable failure() {
        Map<String, Throwable> failures = failures();
        Assertions.assertThat(failures).as("failures").hasSize(1);
        return failures.values().iterator().next();
    }

    public List<String> log() {
        return log;
    }

    /** The ids of all sessions that were started, in order. */
    public List<String> sessions() {
        return log.stream()
                .filter(line -> line.matches("\\S+ Session \\S+ \\(.* is up for .*"))
                .map(line -> line.split(" ")[2])
                .toList();
    }

    public List<String> linesWith(String text) {
        return log.stream().filter(line -> line.contains(text)).toList();
    }

    /** All report entries of the test, the later ones over the earlier ones. */
    public Map<String, String> reported(String test) {
        List<Map<String, String>> entries = new ArrayList<>();
        results.allEvents().reportingEntryPublished().stream()
                .filter(event -> name(event).startsWith(test))
                .forEach(event ->
                        entries.add(event.getRequiredPayload(ReportEntry.class).getKeyValuePairs()));
        if (entries.isEmpty()) {
            throw new NoSuchElementException("no report entries of " + test);
        }
        return entries.stream()
                .flatMap(entry -> entry.entrySet().stream())
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (earlier, later) -> later));
    }

    private static String name(Event event) {
        return event.getTestDescriptor().getDisplayName();
    }

    private static Throwable thrown(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }
}

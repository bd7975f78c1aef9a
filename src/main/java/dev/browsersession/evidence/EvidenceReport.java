package dev.browsersession.evidence;

import dev.browsersession.protocol.CapturedPage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the report entries of a failed test say about its pages. */
public final class EvidenceReport {

    static final int CONSOLE_LINES = 20;
    static final int LINE_LENGTH = 300;

    private static final String URL = "browser.session.url";
    private static final String CONSOLE = "browser.session.console";
    private static final String PROBLEMS = "browser.session.evidence-problems";
    private static final String FILES = "browser.session.evidence";

    private EvidenceReport() {}

    /**
     * The entries: address and last console lines of each page, problems, and the files. None has a blank value, which
     * JUnit refuses.
     *
     * @param pages what was captured; the keys of the second page end in {@code .2}
     * @param files what was written
     */
    public static Map<String, String> entries(List<CapturedPage> pages, List<Path> files) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (int number = 1; number <= pages.size(); number++) {
            CapturedPage page = pages.get(number - 1);
            String suffix = number == 1 ? "" : "." + number;
            put(entries, URL + suffix, page.url());
            put(entries, CONSOLE + suffix, lastLines(page.console()));
            put(entries, PROBLEMS + suffix, lastLines(page.problems()));
        }
        put(entries, FILES, files.stream().map(Path::toString).collect(Collectors.joining("\n")));
        return entries;
    }

    private static void put(Map<String, String> entries, String key, String value) {
        if (value != null && !value.isBlank()) {
            entries.put(key, value);
        }
    }

    private static String lastLines(List<String> lines) {
        if (lines == null) {
            return "";
        }
        int left = Math.max(0, lines.size() - CONSOLE_LINES);
        String last = lines.stream().skip(left).map(EvidenceReport::shortened).collect(Collectors.joining("\n"));
        return left == 0 ? last : "(" + left + " earlier lines are in the files)\n" + last;
    }

    private static String shortened(String line) {
        return line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH) + "…";
    }
}

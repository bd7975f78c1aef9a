package chaos;

import java.util.List;
import java.util.regex.Pattern;

/** How a test ended, as {@code example.Failures} has written it down: what it threw, and the causes of that. */
record TestResult(String line, boolean passed, List<String> thrown) {

    private static final Pattern NEVER = Pattern.compile("NullPointerException|IllegalState|ClassCast|INTERNAL|defect");
    private static final Pattern NO_REASON =
            Pattern.compile("target closed|SessionNotCreated|has not answered for", Pattern.CASE_INSENSITIVE);

    static TestResult of(String line) {
        List<String> parts = List.of(line.split("\t"));
        return new TestResult(line, parts.get(0).startsWith("SUCCESSFUL"), parts.subList(1, parts.size()));
    }

    /** Whether it passed, or failed for a reason that it names in our own words. A page that has crashed is WebDriver's to tell. */
    boolean isKnown(boolean rendererWasStruck) {
        if (passed || thrown.isEmpty()) {
            return true;
        }
        String first = reason();
        boolean ownWords = first.startsWith("dev.browsersession.");
        boolean crashedPage = rendererWasStruck && first.contains("tab crashed");
        boolean driverGone = first.contains("The ChromeDriver ") && first.contains(" ended with exit code ");
        return (ownWords || crashedPage || driverGone)
                && !NEVER.matcher(line).find()
                && !NO_REASON.matcher(first).find();
    }

    /** Without what differs each time. */
    String kind() {
        return passed ? "passed" : thrown.isEmpty() ? "failed, without a reason" : shape(reason());
    }

    /** JUnit wraps what a parameter's resolution throws. */
    private String reason() {
        return thrown.stream()
                .filter(it -> !it.startsWith("org.junit."))
                .findFirst()
                .orElse(thrown.get(0));
    }

    static String shape(String text) {
        return text.replaceAll("/\\S+/\\S+", "PATH")
                .replaceAll("\\b[0-9a-f]{6,}\\b", "HEX")
                .replaceAll("local-\\S+", "ID")
                .replaceAll("\\b(OwnContext|OwnDefault|KeptAlive|SharedContext|SharedDefault|EachItsOwn)Test\\b", "T")
                .replaceAll("walks(On)?\\b", "m")
                .replaceAll("[0-9]+", "N");
    }
}

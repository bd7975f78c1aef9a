package dev.browsersession.evidence;

import dev.browsersession.protocol.CapturedPage;
import java.util.List;
import java.util.Objects;

/** The text file of one page. */
final class PageText {

    private PageText() {}

    static String of(CapturedPage page, List<String> problems) {
        StringBuilder text = new StringBuilder();
        line(text, "url:     ", page.url());
        line(text, "title:   ", page.title());
        section(text, "console:", page.console());
        section(text, "could not be captured:", problems);
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(Objects.requireNonNullElse(value, "")).append('\n');
    }

    private static void section(StringBuilder text, String name, List<String> lines) {
        if (lines != null && !lines.isEmpty()) {
            text.append('\n').append(name).append('\n');
            lines.forEach(line -> text.append("  ").append(line).append('\n'));
        }
    }
}

package dev.browsersession.protocol;

import java.util.List;

/**
 * What one page shows.
 *
 * @param url its address
 * @param title its title
 * @param screenshot a PNG in base64; null where it could not be taken
 * @param source its document as HTML; null where it could not be read
 * @param console the lines of its console, oldest first
 * @param problems what could not be captured, and why
 */
public record CapturedPage(
        String url, String title, String screenshot, String source, List<String> console, List<String> problems) {}

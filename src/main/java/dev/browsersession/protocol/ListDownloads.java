package dev.browsersession.protocol;

/**
 * Asks what a view has downloaded; answered by {@link DownloadList}.
 *
 * @param view the view
 * @param awaited the name of a download whose end the answer waits for; null for an answer at once
 * @param waitMillis how long at most
 */
public record ListDownloads(String view, String awaited, long waitMillis) implements Message {

    public ListDownloads {
        view = Components.required(view, "view");
    }
}

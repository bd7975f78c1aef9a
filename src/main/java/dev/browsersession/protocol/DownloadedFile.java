package dev.browsersession.protocol;

/**
 * A download of a view, finished or not.
 *
 * @param id the browser's name for it
 * @param name the name that the browser was asked to save it under
 * @param url what was downloaded
 * @param state how far it is
 * @param size how many bytes there are so far
 */
public record DownloadedFile(String id, String name, String url, State state, long size) {

    public enum State {
        /** Bytes are still coming. */
        RUNNING,
        /** It is all there. */
        COMPLETED,
        /** It was given up: by the browser, by the server or by a person. */
        CANCELED
    }
}

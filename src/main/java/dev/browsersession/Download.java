package dev.browsersession;

import java.nio.file.Path;

/** A file that a browser has downloaded, or is downloading, as it was when it was asked for. */
public interface Download {

    /** The name that the browser saves it under. */
    String name();

    /** What was downloaded: its address, or a {@code blob:} or {@code data:} URL. */
    String url();

    /** How far it is. */
    State state();

    /** How many bytes there are; so far, while it is running. */
    long size();

    /**
     * What is in it.
     *
     * @throws BrowserSessionException if it is not completed
     */
    byte[] content();

    /**
     * Copies it to a file, which is replaced where it exists. Its directory is made where it does not.
     *
     * @throws BrowserSessionException if it is not completed
     */
    void copyTo(Path file);

    /** How far a download is. */
    enum State {
        /** Bytes are still coming. */
        RUNNING,
        /** It is all there. */
        COMPLETED,
        /** It was given up: by the browser, by the server or by a person. */
        CANCELED
    }
}

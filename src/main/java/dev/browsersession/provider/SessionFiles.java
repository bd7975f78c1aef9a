package dev.browsersession.provider;

import java.nio.file.Path;

/** The files of a session whose browser runs elsewhere. Bounded in time as a create is. */
public interface SessionFiles {

    /** Where the browser has to be told to put what it downloads, so that {@link #fetch} finds it. */
    String downloadDirectory();

    /**
     * Brings a download here that the browser has completed.
     *
     * @param name the name that the browser was asked to save it under
     * @param earlier how many downloads of that name the session had completed before this one was completed
     * @param size of it in bytes, as the browser has told
     * @param target the file to write; not there yet
     * @return false where the provider does not have it yet: the keeper asks again
     */
    boolean fetch(String name, int earlier, long size, Path target) throws ProviderFailure;

    /**
     * Brings a copy of a file to the browser's machine, and answers with its path there, which a WebDriver beside the browser
     * takes for a file input.
     */
    String upload(Path file) throws ProviderFailure;
}

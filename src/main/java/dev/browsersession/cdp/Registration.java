package dev.browsersession.cdp;

/** Keeps a listener registered until closed. */
public interface Registration extends AutoCloseable {

    @Override
    void close();
}

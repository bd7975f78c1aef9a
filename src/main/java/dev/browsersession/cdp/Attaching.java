package dev.browsersession.cdp;

/** While it is open, a view's port tells its address to whoever asks; to be closed as soon as the driver is attached. */
public interface Attaching extends AutoCloseable {

    @Override
    void close();
}

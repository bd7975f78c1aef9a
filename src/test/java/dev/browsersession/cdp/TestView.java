package dev.browsersession.cdp;

/**
 * A view and what a test knows of it.
 *
 * @param port its port
 * @param context its browser context
 * @param page its first page
 */
record TestView(ViewPort port, String context, String page) implements AutoCloseable {

    @Override
    public void close() {
        port.close();
    }
}

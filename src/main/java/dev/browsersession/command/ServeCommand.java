package dev.browsersession.command;

import dev.browsersession.BrowserServer;
import dev.browsersession.ConfigurationException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** {@code serve}: a server until this process is ended. */
final class ServeCommand {

    private ServeCommand() {}

    /** Returns only where it cannot be started, or the thread is interrupted. */
    static int run(ServeOptions options, PrintStream out) throws UsageException {
        BrowserServer.Builder builder = options.builder(System.getenv());
        BrowserServer server = start(builder);
        Thread end = new Thread(server::close, "server-shutdown");
        Runtime.getRuntime().addShutdownHook(end);
        out.print(welcome(server, builder.needsToken()));
        out.flush();
        try {
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Runtime.getRuntime().removeShutdownHook(end);
            server.close();
            return 1;
        }
    }

    private static BrowserServer start(BrowserServer.Builder builder) throws UsageException {
        try {
            return builder.start();
        } catch (ConfigurationException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private static String welcome(BrowserServer server, boolean needsToken) {
        String url = server.url().toString();
        String ws = url.replaceFirst("^http", "ws");
        return """
                Browsers are served at %s

                  Browserless:   BROWSERLESS_URL=%s      or connect to %s/%s
                  Browserbase:   BROWSERBASE_BASE_URL=%s
                  %s

                Ctrl-C ends the server and all its browsers.
                """.formatted(
                        url,
                        url,
                        ws,
                        needsToken ? "?token=..." : "",
                        url,
                        needsToken
                                ? "Clients need the token, or the API key, that it was started with."
                                : "No token was set: every user of this machine may use it.");
    }
}

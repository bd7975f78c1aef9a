package server;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The server, from its start to its end. It ends with this JVM, whatever ends that. */
public final class RunningServer implements AutoCloseable {

    /** As in the build file. */
    private static final String TOKEN = System.getenv("BROWSERLESS_TOKEN");

    private static final int START_SECONDS = 60;
    /** Ends the server with its own input, which this JVM holds. */
    private static final String UNTIL_NOBODY_WRITES = "\"$@\" & server=$!; cat; kill $server; wait $server";

    private static final Pattern BROWSER =
            Pattern.compile("\"id\": \"([^\"]+)\",(?:(?!\"id\":)[\\s\\S])*?\"type\": \"browser\"");
    /** What offers to go on with HTTP/2 is taken for a websocket there. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final String url;

    private RunningServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static RunningServer start(NpmServer installed, Path directory)
            throws IOException, InterruptedException, NpmServer.Unavailable {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                "sh",
                "-c",
                UNTIL_NOBODY_WRITES,
                "server",
                "node",
                installed.main().toString());
        builder.environment()
                .putAll(Map.of(
                        "PLAYWRIGHT_BROWSERS_PATH",
                                installed.browsers(directory).toString(),
                        "ROUTES", installed.routes(directory).toString(),
                        "DATA_DIR",
                                Files.createDirectories(directory.resolve("data"))
                                        .toString(),
                        "HOST", "127.0.0.1",
                        "PORT", String.valueOf(port),
                        "TOKEN", TOKEN,
                        "CONCURRENT", "4"));
        Process process = builder.directory(installed.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile())
                .start();
        RunningServer server = new RunningServer(process, "http://127.0.0.1:" + port);
        server.awaitReady(directory);
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Path directory) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!isReady()) {
            if (System.nanoTime() > end || process.waitFor(200, TimeUnit.MILLISECONDS)) {
                close();
                throw new IOException(
                        "The server does not start:\n" + Files.readString(directory.resolve("server.log")));
            }
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/active").statusCode() == 204;
        } catch (IOException e) {
            // Nobody listens yet.
            return false;
        }
    }

    public String url() {
        return url;
    }

    /** The server's own ids of the browsers that it has. */
    public List<String> browsers() {
        try {
            HttpResponse<String> answer = get("/sessions");
            if (answer.statusCode() != 200) {
                throw new AssertionError("/sessions answered " + answer.statusCode() + ": " + answer.body());
            }
            return BROWSER.matcher(answer.body())
                    .results()
                    .map(it -> it.group(1))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("/sessions did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url + path + "?token=" + TOKEN))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package dev.browsersession.webdriver;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.ViewOpened;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.json.Json;

/**
 * A real Chrome, a real ChromeDriver and a small site, in place of a session: its own port stands for a view's, and
 * ChromeDriver's for the keeper's. All of it ends with {@link #close()}.
 */
final class RunningChrome implements AutoCloseable {

    static final String SECRET_PATH = "a-path-that-nobody-may-read";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");

    private final Path directory;
    private final Process chrome;
    private final Process driver;
    private final HttpServer site;

    RunningChrome(Path directory) throws IOException {
        this.directory = directory;
        Path browser = BrowserFinder.browser(null);
        this.chrome = start(
                "chrome.log",
                List.of(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + directory.resolve("profile"),
                        "about:blank"));
        this.driver = start(
                "driver.log",
                List.of(BrowserFinder.driver(null, browser).toString(), "--port=0", "--url-base=/" + SECRET_PATH));
        this.site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            byte[] page = ("<title>" + exchange.getRequestURI().getPath() + "</title><p id=hello>hello</p>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        site.start();
    }

    private Process start(String log, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(log).toFile());
        builder.environment()
                .put("TMPDIR", Files.createDirectories(directory.resolve("t")).toString());
        return builder.start();
    }

    String page(String path) {
        return "http://127.0.0.1:" + site.getAddress().getPort() + path;
    }

    Path driverFile() {
        return BrowserFinder.driver(null, BrowserFinder.browser(null));
    }

    ViewOpened view() throws IOException {
        Map<String, Object> first = pages().get(0);
        return new ViewOpened(
                "view",
                false,
                (String) first.get("id"),
                debuggerAddress(),
                webSocketUrl(),
                new Secret(driverUrl()),
                false);
    }

    String driverUrl() {
        return "http://127.0.0.1:" + driverPort() + "/" + SECRET_PATH;
    }

    Secret webSocketUrl() throws IOException {
        Map<String, Object> version = new Json().toType(get("/json/version"), Json.MAP_TYPE);
        return new Secret((String) version.get("webSocketDebuggerUrl"));
    }

    List<Map<String, Object>> pages() throws IOException {
        List<Map<String, Object>> targets = new Json().toType(get("/json/list"), Json.LIST_OF_MAPS_TYPE);
        return targets.stream()
                .filter(target -> "page".equals(target.get("type")))
                .toList();
    }

    private String get(String path) throws IOException {
        try (InputStream body =
                URI.create("http://" + debuggerAddress() + path).toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String debuggerAddress() {
        Path portFile = directory.resolve("profile/DevToolsActivePort");
        return "127.0.0.1:" + some(() -> read(portFile).lines().findFirst().orElse(null));
    }

    private String driverPort() {
        return some(() -> {
            Matcher started = STARTED.matcher(read(directory.resolve("driver.log")));
            return started.find() ? started.group(1) : null;
        });
    }

    private static String some(Supplier<String> value) {
        return await().atMost(LIMIT).until(value::get, Objects::nonNull);
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    boolean isAlive() {
        return chrome.isAlive();
    }

    void killDriver() {
        kill(driver);
    }

    void killChrome() {
        kill(chrome);
    }

    private static void kill(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    @Override
    public void close() {
        site.stop(0);
        killDriver();
        killChrome();
    }
}

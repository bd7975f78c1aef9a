package dev.browsersession.cdp;

import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A real headless Chromium for the tests of this package, and the event loops to talk to it. */
public final class Chromium implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(20);

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    private final Process process;
    private final URI url;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final CdpConnection control;

    private Chromium(Process process, URI url) throws CdpException {
        this.process = process;
        this.url = url;
        this.control = CdpConnection.connect(group, url, LIMIT);
    }

    /** Starts one. The directory is for its profile and its output. */
    public static Chromium start(Path directory) throws IOException, CdpException {
        Path profile = Files.createDirectory(directory.resolve("profile"));
        List<String> command = new ArrayList<>(List.of(
                binary(),
                "--headless",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--disable-features=BackForwardCache,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
                        + "PreloadTopChromeWebUI,SpareRendererForSitePerProcess",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--no-sandbox");
        }
        command.add("about:blank");
        return start(command, directory, profile);
    }

    private static Chromium start(List<String> command, Path directory, Path profile) throws IOException, CdpException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("chromium.log").toFile());
        builder.environment().put("TMPDIR", directory.toString());
        Process process = builder.start();
        try {
            return new Chromium(process, urlOf(profile));
        } catch (CdpException | RuntimeException e) {
            end(process);
            throw e;
        }
    }

    private static URI urlOf(Path profile) {
        Path port = profile.resolve("DevToolsActivePort");
        List<String> lines = await("Chromium's debugging port")
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> Files.exists(port) ? Files.readAllLines(port) : List.of(), read -> read.size() == 2);
        return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
    }

    private static String binary() {
        return NAMES.stream()
                .map(Chromium::onPath)
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("none of " + NAMES + " is on the PATH"));
    }

    static List<String> onPath(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .toList();
    }

    EventLoopGroup group() {
        return group;
    }

    public URI url() {
        return url;
    }

    /** The keeper's own connection. */
    CdpConnection control() {
        return control;
    }

    CdpConnection connect() throws CdpException {
        return CdpConnection.connect(group, url, LIMIT);
    }

    /** A view of a new context with one page. */
    TestView newView(UpstreamKind kind) throws CdpException, IOException {
        String context = Pages.createContext(control);
        String page = Pages.createPage(control, context, 0, 0);
        return openView(kind, ViewScope.context(context), context, page);
    }

    TestView openView(UpstreamKind kind, ViewScope scope, String context, String page)
            throws CdpException, IOException {
        ViewPort port = ViewPort.open(group, kind.of(this), BrowserVersion.of(control), scope);
        return new TestView(port, context, page);
    }

    /** A session with a page, on the keeper's own connection, with the page at that address. */
    PageSession visit(String target, String address) throws CdpException {
        PageSession page = PageSession.attach(control, target, LIMIT);
        go(page, address);
        return page;
    }

    static void go(PageSession page, String address) throws CdpException {
        page.call("Page.enable", Map.of(), LIMIT);
        page.call("Page.navigate", Map.of("url", address), LIMIT);
        await(address + " to load").atMost(LIMIT).until(() -> evaluate(
                        page, "document.readyState + ' ' + location.href")
                .startsWith("complete " + address));
    }

    /** What an expression, or the promise that it makes, comes to, as if a person had asked for it. */
    static String evaluate(PageSession page, String expression) throws CdpException {
        Map<String, ?> params =
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true, "userGesture", true);
        JsonNode answer = page.call("Runtime.evaluate", params, LIMIT);
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + " threw " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value").asString("");
    }

    @Override
    public void close() {
        control.close();
        end(process);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** The launcher may be a script that waits for the browser. */
    static void end(Process process) {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(member -> member.onExit().orTimeout(20, TimeUnit.SECONDS).join());
    }
}

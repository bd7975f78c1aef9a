package dev.browsersession.keeper;

import dev.browsersession.cdp.CdpException;
import dev.browsersession.cdp.Patience;
import dev.browsersession.cdp.ViewClient;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/**
 * One view's time with the driver beside its browser. That driver sees every page of the browser; its client is shown those of
 * the view, and what it does to the WebDriver session as a whole is done to its time with it.
 */
final class ProvidedDriverUse implements OwnCommands, AutoCloseable {

    /** Keys that are held down, and a network that is slow, would still be so for the next view. */
    private static final Map<String, String> UNDONE_BY =
            Map.of("POST actions", "/actions", "POST chromium/network_conditions", "/chromium/network_conditions");

    private static final System.Logger LOG = System.getLogger(ProvidedDriverUse.class.getName());
    private static final Duration DISMISS_LIMIT = Patience.of(Duration.ofSeconds(3));

    private final ProvidedDriver driver;
    private final ViewPages pages;
    private final ViewClient client;
    private final ChromeCommands commands;
    private final ViewLogs logs;
    private final ViewLocation location;
    private final Executor workers;
    private final AtomicBoolean givenBack = new AtomicBoolean();
    private final Set<String> windows = ConcurrentHashMap.newKeySet();
    private volatile String window;
    private volatile boolean used;
    private volatile boolean over;

    /** @param driver which has been claimed for this */
    ProvidedDriverUse(ProvidedDriver driver, ViewPages pages, ViewClient client, Executor workers) {
        this.driver = driver;
        this.pages = pages;
        this.client = client;
        this.commands = new ChromeCommands(driver, client, pages.stay());
        this.logs = new ViewLogs(driver, client, pages, workers);
        this.location = new ViewLocation(client);
        this.workers = workers;
    }

    private interface Step {
        WebDriverAnswer run(byte[] body) throws CdpException, LinkException;
    }

    @Override
    public Optional<OwnCommand> of(FrontRequest request) {
        if (request.opensSession()) {
            return Optional.of(command(this::open));
        }
        if (request.endsSession()) {
            return Optional.of(command(body -> end()));
        }
        if (request.session().isPresent() && over) {
            return Optional.of(command(body -> WebDriverError.noSession("The WebDriver session has been ended.")
                    .answer()));
        }
        return ofView(request).map(this::command);
    }

    private Optional<Step> ofView(FrontRequest request) {
        List<String> command = request.segments().size() < 2
                ? List.of()
                : request.segments().subList(2, request.segments().size());
        String name = request.method().name() + " " + String.join("/", command);
        Optional.ofNullable(UNDONE_BY.get(name)).ifPresent(driver::undoLater);
        return switch (name) {
            case "POST window" -> Optional.of(this::switchTo);
            case "DELETE window" -> Optional.of(body -> closeWindow());
            case "GET window/handles" -> Optional.of(body -> handles());
            case "POST window/new" -> Optional.of(this::newWindow);
            case "POST goog/cdp/execute", "POST chromium/send_command", "POST chromium/send_command_and_get_result" ->
                Optional.of(body -> commands.send("/" + String.join("/", command), body, window));
            case "POST chromium/send_command_from_websocket" ->
                Optional.of(body ->
                        WebDriverError.noCommand("It is not for clients.").answer());
            case "POST permissions" -> Optional.of(body -> new ViewPermissions(driver, client).set(body, window));
            case "POST location" -> Optional.of(body -> location.set(body, window));
            case "GET location" -> Optional.of(body -> location.get());
            case "POST se/log" -> Optional.of(body -> logs.get("/se/log", body));
            case "GET privacy" -> Optional.of(body -> ofChrome("Browser.getGlobalPrivacyControl", KeeperJson.object()));
            case "POST privacy" ->
                Optional.of(body -> ofChrome("Browser.setGlobalPrivacyControl", KeeperJson.tree(body)));
            default -> Optional.empty();
        };
    }

    private OwnCommand command(Step step) {
        return body -> CompletableFuture.supplyAsync(() -> run(step, body), workers);
    }

    private static WebDriverAnswer run(Step step, byte[] body) {
        try {
            return step.run(body);
        } catch (CdpException e) {
            return e.error()
                    .map(WebDriverError::of)
                    .orElseGet(() -> WebDriverError.unknown(e.getMessage()))
                    .answer();
        } catch (LinkException | IllegalArgumentException e) {
            return WebDriverError.unknown(e.getMessage()).answer();
        }
    }

    private WebDriverAnswer open(byte[] body) throws CdpException {
        NewSession wanted = NewSession.of(body);
        over = false;
        at(pages.first());
        location.forget();
        logs.begin(wanted);
        WebDriverAnswer opened = driver.open(wanted, window);
        used = opened.isSuccess();
        return opened;
    }

    private WebDriverAnswer end() {
        over = true;
        return WebDriverAnswer.value(null);
    }

    private WebDriverAnswer switchTo(byte[] body) throws CdpException, LinkException {
        String handle = KeeperJson.tree(body).path("handle").asString("");
        if (!pages.open().contains(handle)) {
            return WebDriverError.noWindow("no such window").answer();
        }
        WebDriverAnswer switched = driver.command("POST", "/window", new String(body, StandardCharsets.UTF_8));
        if (switched.isSuccess()) {
            at(handle);
            location.apply(handle);
        }
        return switched;
    }

    private void at(String handle) {
        window = handle;
        windows.add(handle);
    }

    private WebDriverAnswer ofChrome(String method, JsonNode params) throws CdpException {
        return WebDriverAnswer.value(client.call(window, method, KeeperJson.map(params)));
    }

    private WebDriverAnswer handles() throws CdpException, LinkException {
        return shown(driver.command("GET", "/window/handles", null));
    }

    private WebDriverAnswer closeWindow() throws CdpException, LinkException {
        pages.keepBrowserOpen();
        WebDriverAnswer left = shown(driver.command("DELETE", "/window", ""));
        over = left.isSuccess() && left.value().isEmpty();
        return left;
    }

    private WebDriverAnswer shown(WebDriverAnswer all) throws CdpException, LinkException {
        if (!all.isSuccess()) {
            return all;
        }
        Set<String> own = pages.open();
        List<String> shown = new ArrayList<>();
        for (JsonNode handle : all.value().values()) {
            if (own.contains(handle.asString(""))) {
                shown.add(handle.asString());
            }
        }
        return WebDriverAnswer.value(shown);
    }

    private WebDriverAnswer newWindow(byte[] body) throws CdpException, LinkException {
        boolean window = KeeperJson.tree(body).path("type").asString("").equals("window");
        String handle = pages.openAnother(window);
        client.listenTo(handle);
        return WebDriverAnswer.value(Map.of("handle", handle, "type", window ? "window" : "tab"));
    }

    /**
     * A browser crashes when a page is closed that has a dialog of a frame open while a client like this driver is attached to
     * it. Whether there is one, only the driver can tell.
     */
    private void dismissDialogs() {
        dismissDialog();
        for (String other : windows) {
            if (!other.equals(window)
                    && driver.command("POST", "/window", KeeperJson.write(Map.of("handle", other)), DISMISS_LIMIT)
                            .isSuccess()) {
                dismissDialog();
            }
        }
    }

    private void dismissDialog() {
        WebDriverAnswer dismissed = driver.command("POST", "/alert/dismiss", "{}", DISMISS_LIMIT);
        LOG.log(Level.DEBUG, "the dialog that was left open: {0}", dismissed.body());
    }

    @Override
    public void close() {
        over = true;
        if (!givenBack.compareAndSet(false, true)) {
            return;
        }
        client.close();
        if (used) {
            dismissDialogs();
        }
        driver.giveBack();
    }
}

package dev.browsersession.keeper;

import dev.browsersession.cdp.CdpException;
import dev.browsersession.cdp.ViewScope;
import dev.browsersession.keeper.SessionLink.LinkException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One view's time with the driver beside its browser. That driver sees every page of the browser; its client is shown those of
 * the view, and what it does to the WebDriver session as a whole is done to its time with it.
 */
final class ProvidedDriverUse implements OwnCommands, AutoCloseable {

    /** Keys that are held down, and a network that is slow, would still be so for the next view. */
    private static final Map<String, String> UNDONE_BY =
            Map.of("POST actions", "/actions", "POST chromium/network_conditions", "/chromium/network_conditions");

    private final ProvidedDriver driver;
    private final ViewPages pages;
    private final Executor workers;
    private final AtomicBoolean givenBack = new AtomicBoolean();
    private volatile boolean over;

    /** @param driver which has been claimed for this */
    ProvidedDriverUse(ProvidedDriver driver, ViewPages pages, Executor workers) {
        this.driver = driver;
        this.pages = pages;
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
        return window(request).map(this::command);
    }

    private Optional<Step> window(FrontRequest request) {
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
                Optional.of(body -> cdp("/" + String.join("/", command), body));
            default -> Optional.empty();
        };
    }

    private OwnCommand command(Step step) {
        return body -> CompletableFuture.supplyAsync(() -> run(step, body), workers);
    }

    private static WebDriverAnswer run(Step step, byte[] body) {
        try {
            return step.run(body);
        } catch (CdpException | LinkException | IllegalArgumentException e) {
            return WebDriverError.unknown(e.getMessage()).answer();
        }
    }

    private WebDriverAnswer open(byte[] body) {
        over = false;
        return driver.open(NewSession.of(body), pages.first());
    }

    private WebDriverAnswer end() {
        over = true;
        return WebDriverAnswer.value(null);
    }

    private WebDriverAnswer switchTo(byte[] body) throws CdpException, LinkException {
        String handle = KeeperJson.tree(body).path("handle").asString("");
        return pages.open().contains(handle)
                ? driver.command("POST", "/window", new String(body, StandardCharsets.UTF_8))
                : WebDriverError.noWindow("no such window").answer();
    }

    /** That driver would send anything, also what ends the browser. */
    private WebDriverAnswer cdp(String path, byte[] body) {
        JsonNode command = KeeperJson.tree(body);
        String method = command.path("cmd").asString("");
        if (ViewScope.isExceededBy(method)) {
            return WebDriverError.unknown(method + " is refused: it reaches beyond the view")
                    .answer();
        }
        if (pages.context() != null
                && ViewScope.isNamedBy(method)
                && command.path("params") instanceof ObjectNode parameters) {
            parameters.put("browserContextId", pages.context());
        }
        return driver.command("POST", path, KeeperJson.write(command));
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
        return WebDriverAnswer.value(Map.of("handle", handle, "type", window ? "window" : "tab"));
    }

    @Override
    public void close() {
        over = true;
        if (givenBack.compareAndSet(false, true)) {
            driver.giveBack();
        }
    }
}

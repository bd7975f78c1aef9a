package dev.browsersession.keeper;

import dev.browsersession.cdp.CdpException;
import dev.browsersession.cdp.ViewClient;
import dev.browsersession.cdp.ViewScope;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * CDP commands that a WebDriver client has a driver beside its browser send. That one would send anything, also what ends the
 * browser, or shows other views: it is left what concerns a page, and all else goes by the view and so by its rules.
 *
 * @param pagesStay whether the next view has the same pages, and the driver's CDP sessions with them
 */
record ChromeCommands(ProvidedDriver driver, ViewClient view, boolean pagesStay) {

    /**
     * One command.
     *
     * @param path by which it came
     * @param page the driver's current window
     */
    WebDriverAnswer send(String path, byte[] body, String page) throws CdpException {
        JsonNode command = KeeperJson.tree(body);
        String method = command.path("cmd").asString("");
        boolean lasts = pagesStay && ViewScope.lastsInSession(method);
        if (ViewScope.isOfPage(method) && !lasts) {
            return driver.command("POST", path, KeeperJson.write(command));
        }
        if (!(command.get("params") instanceof ObjectNode params)) {
            return WebDriverError.invalid("invalid argument: params not passed").answer();
        }
        Map<String, Object> parameters = KeeperJson.map(params);
        JsonNode result = lasts ? view.callLasting(page, method, parameters) : view.call(page, method, parameters);
        return WebDriverAnswer.value(path.endsWith("/send_command") ? null : result);
    }
}

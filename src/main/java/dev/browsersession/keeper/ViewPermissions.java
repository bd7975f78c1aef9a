package dev.browsersession.keeper;

import dev.browsersession.cdp.CdpException;
import dev.browsersession.cdp.ViewClient;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Permissions that a WebDriver client sets: a driver beside its browser would set them in the default context. */
record ViewPermissions(ProvidedDriver driver, ViewClient client) {

    private static final String PLACE =
            KeeperJson.write(Map.of("script", "return location.href", "args", new Object[0]));

    /** @param page the driver's current window; its origin, and that of the current frame, are meant */
    WebDriverAnswer set(byte[] body, String page) throws CdpException {
        JsonNode wanted = KeeperJson.tree(body);
        if (!wanted.path("descriptor").isObject() || !wanted.path("state").isString()) {
            return WebDriverError.invalid("invalid argument: no descriptor or no state")
                    .answer();
        }
        WebDriverAnswer top = driver.command("GET", "/url", null);
        WebDriverAnswer frame = driver.command("POST", "/execute/sync", PLACE);
        if (!top.isSuccess() || !frame.isSuccess()) {
            return top.isSuccess() ? frame : top;
        }
        ObjectNode permission = KeeperJson.object();
        permission.set("permission", wanted.get("descriptor"));
        permission.set("setting", wanted.get("state"));
        permission.set("origin", top.value());
        permission.set("embeddedOrigin", frame.value());
        client.call(page, "Browser.setPermission", KeeperJson.map(permission));
        return WebDriverAnswer.value(null);
    }
}

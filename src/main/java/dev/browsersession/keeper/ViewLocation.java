package dev.browsersession.keeper;

import dev.browsersession.cdp.CdpException;
import dev.browsersession.cdp.ViewClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the pages of one view are told to be. A driver to which that is said has every page that it ever turns to be there, and
 * nothing takes it back; so it is said to the pages themselves.
 */
final class ViewLocation {

    private static final int USUAL_ACCURACY = 100;

    private final ViewClient client;
    private volatile ObjectNode location;

    ViewLocation(ViewClient client) {
        this.client = client;
    }

    WebDriverAnswer set(byte[] body, String page) throws CdpException {
        JsonNode wanted = KeeperJson.tree(body).path("location");
        if (!wanted.path("latitude").isNumber() || !wanted.path("longitude").isNumber()) {
            return WebDriverError.invalid("invalid argument: missing or invalid location")
                    .answer();
        }
        ObjectNode place = KeeperJson.object();
        place.set("latitude", wanted.get("latitude"));
        place.set("longitude", wanted.get("longitude"));
        place.put("accuracy", wanted.path("accuracy").asDouble(USUAL_ACCURACY));
        location = place;
        apply(page);
        return WebDriverAnswer.value(null);
    }

    WebDriverAnswer get() {
        ObjectNode place = location;
        return place == null
                ? WebDriverError.unknown("unknown error: Location must be set before it can be retrieved")
                        .answer()
                : WebDriverAnswer.value(place.deepCopy().put("altitude", 0));
    }

    /** The driver's window is this page now. */
    void apply(String page) throws CdpException {
        if (location != null) {
            client.call(page, "Emulation.setGeolocationOverride", KeeperJson.map(location));
        }
    }

    void forget() {
        location = null;
    }
}

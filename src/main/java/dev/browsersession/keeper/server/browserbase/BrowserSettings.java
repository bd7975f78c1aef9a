package dev.browsersession.keeper.server.browserbase;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a request says of the browser and the way to it.
 *
 * @param windowSize as in {@code 1280x1024}
 * @param arguments what the rest means for the browser's command line
 */
record BrowserSettings(Optional<String> windowSize, List<String> arguments) {

    private static final List<String> SYSTEMS = List.of("windows", "mac", "linux", "mobile", "tablet");
    private static final int LARGEST_SIDE = 10_000;
    /** What the service does unless it is told otherwise. */
    private static final String ANY_CERTIFICATE = "--ignore-certificate-errors";

    BrowserSettings {
        arguments = List.copyOf(arguments);
    }

    static BrowserSettings read(RequestBody body) throws Refusal {
        refuseWhatIsNotHere(body);
        Optional<RequestBody> given = body.object("browserSettings");
        if (given.isEmpty()) {
            return new BrowserSettings(Optional.empty(), List.of(ANY_CERTIFICATE));
        }
        RequestBody settings = given.get();
        checkWithoutEffect(settings);
        refuseExtension(settings);
        if (settings.object("context").isPresent()) {
            throw new Refusal(404, "Context not found: this server has no contexts.");
        }
        boolean anyCertificate = settings.flag("ignoreCertificateErrors").orElse(true);
        return new BrowserSettings(windowSize(settings), anyCertificate ? List.of(ANY_CERTIFICATE) : List.of());
    }

    private static Optional<String> windowSize(RequestBody settings) throws Refusal {
        Optional<RequestBody> viewport = settings.object("viewport");
        if (viewport.isEmpty()) {
            return Optional.empty();
        }
        int width = viewport.get().integer("width", 1, LARGEST_SIDE).orElse(1024);
        int height = viewport.get().integer("height", 1, LARGEST_SIDE).orElse(768);
        return Optional.of(width + "x" + height);
    }

    /** What changes where pages come from, or what they may do, is not left out silently. */
    private static void refuseWhatIsNotHere(RequestBody body) throws Refusal {
        refuseExtension(body);
        Optional<JsonNode> proxies = body.any("proxies");
        if (proxies.isPresent()) {
            JsonNode value = proxies.get();
            body.require(value.isBoolean() || value.isArray(), "proxies", "be boolean or array");
            if (value.isArray() ? !value.isEmpty() : value.asBoolean()) {
                throw new Refusal(403, "Proxies are not available on this server.");
            }
        }
        body.object("proxySettings");
    }

    private static void refuseExtension(RequestBody body) throws Refusal {
        if (body.text("extensionId").isPresent()) {
            throw new Refusal(404, "Extension not found: this server has no extensions.");
        }
    }

    private static void checkWithoutEffect(RequestBody settings) throws Refusal {
        for (String flag :
                List.of("blockAds", "solveCaptchas", "recordSession", "logSession", "advancedStealth", "verified")) {
            settings.flag(flag);
        }
        settings.text("captchaImageSelector");
        settings.text("captchaInputSelector");
        settings.oneOf("os", SYSTEMS);
        Optional<JsonNode> domains = settings.any("allowedDomains");
        if (domains.isPresent()) {
            settings.require(domains.get().isArray(), "allowedDomains", "be array");
            if (!domains.get().isEmpty()) {
                throw new Refusal(403, "Navigation cannot be restricted on this server.");
            }
        }
    }
}

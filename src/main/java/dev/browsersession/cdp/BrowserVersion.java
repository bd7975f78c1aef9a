package dev.browsersession.cdp;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Which browser is at the other end of a connection.
 *
 * @param product as in {@code Chrome/156.0.8078.79}, whether headless or not
 * @param major the first number of its version; 0 where it cannot be read
 * @param protocolVersion of CDP
 * @param userAgent its default user agent
 * @param jsVersion of V8
 * @param webKitVersion as {@code /json/version} has it
 */
public record BrowserVersion(
        String product, int major, String protocolVersion, String userAgent, String jsVersion, String webKitVersion) {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern MAJOR = Pattern.compile("/(\\d{1,9})");
    private static final Pattern WEBKIT = Pattern.compile("AppleWebKit/([\\d.]+)");

    /** Asks the browser. */
    public static BrowserVersion of(CdpConnection browser) throws CdpException {
        return of(browser.call(null, "Browser.getVersion", Map.of(), LIMIT));
    }

    static BrowserVersion of(JsonNode version) {
        // ChromeDriver takes HeadlessChrome for another browser and reports that name to tests.
        String product = version.path("product").asString("").replaceFirst("^HeadlessChrome/", "Chrome/");
        String userAgent = version.path("userAgent").asString("");
        Matcher major = MAJOR.matcher(product);
        Matcher webKit = WEBKIT.matcher(userAgent);
        return new BrowserVersion(
                product,
                major.find() ? Integer.parseInt(major.group(1)) : 0,
                version.path("protocolVersion").asString(""),
                userAgent,
                version.path("jsVersion").asString(""),
                (webKit.find() ? webKit.group(1) : "537.36") + " ("
                        + version.path("revision").asString("") + ")");
    }
}

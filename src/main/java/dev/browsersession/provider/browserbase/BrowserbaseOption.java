package dev.browsersession.provider.browserbase;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.ProviderOption;
import dev.browsersession.provider.ProviderFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The options of a session. Each is a field of a create's body, named by its path there. */
enum BrowserbaseOption {
    REGION(
            "region",
            OptionType.oneOf("us-west-2", "us-east-1", "eu-central-1", "ap-southeast-1"),
            "Where the browser runs; what is nearest to the tests is fastest: us-west-2, us-east-1, eu-central-1 or"
                    + " ap-southeast-1."),
    EXTENSION("extensionId", OptionType.TEXT, "The id of an extension that was uploaded to Browserbase."),
    PROXIES(
            "proxies",
            OptionType.PROXIES,
            "Whether the browser is behind Browserbase's proxies: true or false, or a JSON array of proxy"
                    + " configurations."),
    CA_CERTIFICATES(
            "proxySettings.caCertificates",
            OptionType.LIST,
            "Ids of uploaded certificates that the browser trusts behind a proxy, separated by commas."),
    CONTEXT("browserSettings.context.id", OptionType.TEXT, "The id of a stored context that the browser starts from."),
    CONTEXT_PERSIST(
            "browserSettings.context.persist",
            OptionType.BOOLEAN,
            "Whether the stored context is updated at the end of the session: true or false."),
    SETTINGS_EXTENSION(
            "browserSettings.extensionId", OptionType.TEXT, "The id of an extension that was uploaded to Browserbase."),
    WIDTH("browserSettings.viewport.width", OptionType.NUMBER, "The width of the browser in pixels."),
    HEIGHT("browserSettings.viewport.height", OptionType.NUMBER, "The height of the browser in pixels."),
    BLOCK_ADS("browserSettings.blockAds", OptionType.BOOLEAN, "Whether advertisements are blocked: true or false."),
    SOLVE_CAPTCHAS("browserSettings.solveCaptchas", OptionType.BOOLEAN, "Whether captchas are solved: true or false."),
    RECORD(
            "browserSettings.recordSession",
            OptionType.BOOLEAN,
            "Whether Browserbase keeps a recording of the session: true or false."),
    LOG(
            "browserSettings.logSession",
            OptionType.BOOLEAN,
            "Whether Browserbase keeps the session's log: true or false."),
    ADVANCED_STEALTH(
            "browserSettings.advancedStealth",
            OptionType.BOOLEAN,
            "Whether the browser hides that it is automated, where the plan has that: true or false."),
    VERIFIED(
            "browserSettings.verified",
            OptionType.BOOLEAN,
            "Whether a browser is used that sites know as verified, where the plan has that: true or false."),
    CAPTCHA_IMAGE(
            "browserSettings.captchaImageSelector", OptionType.TEXT, "The CSS selector of an unusual captcha's image."),
    CAPTCHA_INPUT(
            "browserSettings.captchaInputSelector", OptionType.TEXT, "The CSS selector of an unusual captcha's input."),
    OS(
            "browserSettings.os",
            OptionType.oneOf("windows", "mac", "linux", "mobile", "tablet"),
            "What the browser pretends to run on: windows, mac, linux, mobile or tablet."),
    ALLOWED_DOMAINS(
            "browserSettings.allowedDomains",
            OptionType.LIST,
            "The only domains, with their subdomains, that pages may be opened of, separated by commas."),
    IGNORE_CERTIFICATE_ERRORS(
            "browserSettings.ignoreCertificateErrors",
            OptionType.BOOLEAN,
            "Whether the browser accepts certificates that are not valid: true or false.");

    static final String PREFIX = BrowserbaseProvider.NAME + ".";
    static final String METADATA = PREFIX + "userMetadata.";

    /** As the provider describes them. */
    static List<ProviderOption> known() {
        List<ProviderOption> known = new ArrayList<>(Arrays.stream(values())
                .map(option -> new ProviderOption(option.key(), option.meaning, null))
                .toList());
        known.add(new ProviderOption(
                METADATA + "*", "A value of that name that the session is marked with at Browserbase.", null));
        return known;
    }

    private final String path;
    // One of the constants there, or a list of words.
    @SuppressWarnings("ImmutableEnumChecker")
    private final OptionType type;

    private final String meaning;

    BrowserbaseOption(String path, OptionType type, String meaning) {
        this.path = path;
        this.type = type;
        this.meaning = meaning;
    }

    static Optional<BrowserbaseOption> of(String key) {
        return Arrays.stream(values())
                .filter(option -> option.key().equals(key))
                .findFirst();
    }

    String key() {
        return PREFIX + path;
    }

    List<String> path() {
        return List.of(path.split("\\."));
    }

    /** Proxies may have passwords. */
    private boolean isSecret() {
        return this == PROXIES;
    }

    /** What goes into the body. */
    Object value(String text) throws ProviderFailure {
        try {
            return type.read(text.strip());
        } catch (IllegalArgumentException e) {
            throw new ProviderFailure(
                    Failure.Kind.CONFIGURATION,
                    "The option " + key() + (isSecret() ? " must be " : " is '" + text + "', but must be ")
                            + e.getMessage() + ".",
                    e);
        }
    }
}

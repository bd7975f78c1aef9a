package dev.browsersession.provider.browserless;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.ProviderOption;
import dev.browsersession.provider.ProviderFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be asked of a session at Browserless, by the names of the vendor's schema. */
enum BrowserlessOption {
    ENDPOINT(
            "endpoint",
            ".+",
            "a URL",
            "The URL of the server, with a path where it has one; else BROWSERLESS_URL, else the vendor's cloud."),
    REGION("region", "[a-z0-9-]{1,40}", "a name as sfo", "The region of the vendor's cloud, where no URL is given."),
    PROCESS_KEEP_ALIVE(
            "processKeepAlive",
            "[1-9][0-9]{0,8}(ms|s|m|h)",
            "a number with its unit, as 60s",
            "How long the browser's process may be without a connection; plans have limits. Without it, for the whole ttl."),
    BROWSER("browser", "chrome|chromium|stealth", "chrome, chromium or stealth", "Which browser it is."),
    STEALTH("stealth", "true|false", "true or false", "Whether it hides that it is automated."),
    HEADLESS("headless", "true|false", "true or false", "Whether the browser runs without a visible window."),
    BLOCK_ADS("blockAds", "true|false", "true or false", "Whether advertisements are blocked."),
    URL("url", ".+", "a URL", "The page that is meant to be visited, where it needs special treatment."),
    REPLAY("replay", "true|false", "true or false", "Whether the session is recorded."),
    PROFILE("profile", ".+", "a name", "The authentication profile that the browser begins with."),
    EXTENSIONS(
            "extensions", "[^,\\s]+(\\s*,\\s*[^,\\s]+)*", "ids, separated by commas", "Uploaded extensions to load."),
    PROXY_TYPE("proxy.type", "residential", "residential", "The kind of proxy that pages are loaded through."),
    PROXY_COUNTRY("proxy.country", "[a-zA-Z]{2}", "two letters", "The country that the proxy is in."),
    PROXY_STATE("proxy.state", ".+", "a name", "The state that the proxy is in."),
    PROXY_CITY("proxy.city", ".+", "a name", "The city that the proxy is in."),
    PROXY_STICKY("proxy.sticky", "true|false", "true or false", "Whether all requests come from the same address."),
    PROXY_PRESET("proxy.preset", "\\S+", "a code", "The vendor's code for proxy settings of certain sites.");

    private final String name;
    private final Pattern form;
    private final String formInWords;
    private final String meaning;

    BrowserlessOption(String name, String form, String formInWords, String meaning) {
        this.name = name;
        this.form = Pattern.compile(form);
        this.formInWords = formInWords;
        this.meaning = meaning;
    }

    static List<ProviderOption> described() {
        return Arrays.stream(values())
                .map(it -> new ProviderOption(it.key(), it.meaning, null))
                .toList();
    }

    /** As in {@code browserless.proxy.country}. */
    String key() {
        return "browserless." + name;
    }

    /** The vendor's name, below the object that it belongs to. */
    String field() {
        return name.substring(name.indexOf('.') + 1);
    }

    boolean isOfProxy() {
        return name.startsWith("proxy.");
    }

    boolean isBoolean() {
        return form.pattern().equals("true|false");
    }

    Optional<String> in(Map<String, String> options) throws ProviderFailure {
        String given = options.get(key());
        if (given == null) {
            return Optional.empty();
        }
        String value = isBoolean() ? given.strip().toLowerCase(Locale.ROOT) : given.strip();
        if (!form.matcher(value).matches()) {
            throw new ProviderFailure(
                    Failure.Kind.CONFIGURATION,
                    "The option " + key() + " is '" + given + "', but must be " + formInWords + ".");
        }
        return Optional.of(value);
    }

    /** As JSON has it: a truth, a list or a text. */
    Object typed(String value) {
        if (isBoolean()) {
            return Boolean.valueOf(value);
        }
        return this == EXTENSIONS ? List.of(value.split("\\s*,\\s*")) : value;
    }
}

package dev.browsersession.webdriver;

import java.util.Comparator;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.BuildInfo;
import org.openqa.selenium.devtools.CdpInfo;

/**
 * Selenium's typed DevTools modules on the class path. Each is made for one major version of Chrome and speaks to
 * others as far as the protocol has stayed the same, which for what Selenium uses of it is far.
 */
final class TypedModules {

    private static final Pattern FIRST_NUMBER = Pattern.compile("\\d+");

    private final int major;

    /** @param browserVersion as in {@code Chrome/156.0.8078.73} or {@code 156.0.8078.73}; null where unknown */
    TypedModules(String browserVersion) {
        Matcher matcher = FIRST_NUMBER.matcher(browserVersion == null ? "" : browserVersion);
        this.major = matcher.find() ? Integer.parseInt(matcher.group()) : 0;
    }

    /** The nearest one; the newest where the browser's version is unknown. */
    Optional<CdpInfo> nearest() {
        int wanted = major == 0 ? Integer.MAX_VALUE : major;
        return ServiceLoader.load(CdpInfo.class, CdpInfo.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .min(Comparator.comparingInt(module -> Math.abs(wanted - module.getMajorVersion())));
    }

    String missing(String purpose) {
        String module = major == 0 ? "selenium-devtools-vNNN" : "selenium-devtools-v" + major;
        return ("DevTools %s need one of Selenium's typed modules, and none is on the class path: add"
                        + " org.seleniumhq.selenium:%s:%s, or the nearest that this Selenium version has. Commands and"
                        + " events by name, as in new Command<>(\"Page.enable\", Map.of()), need none.")
                .formatted(purpose, module, new BuildInfo().getReleaseLabel());
    }
}

package dev.browsersession.jupiter;

import dev.browsersession.lease.DriverMismatchException;
import dev.browsersession.lease.Lease;
import dev.browsersession.lease.View;
import dev.browsersession.webdriver.AttachedChromeDriver;
import dev.browsersession.webdriver.BrowserFinder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A ChromeDriver of this machine for a view: one that fits the browser, as well as can be. */
record DriverHere(Lease lease, View view, SessionPlan plan, Announcer announcer) {

    AttachedChromeDriver attach() {
        Path found = find();
        try {
            return AttachedChromeDriver.attach(view.attachDriver(found), found, plan.options());
        } catch (DriverMismatchException e) {
            // Who names a driver means that one.
            Optional<Path> fitting =
                    plan.driverSetting().isPresent() ? Optional.empty() : BrowserFinder.managedDriver(major());
            if (fitting.isPresent()) {
                return AttachedChromeDriver.attach(view.attachDriver(fitting.get()), fitting.get(), plan.options());
            }
            if (isBrowserHere()) {
                throw e;
            }
            return attachAnyVersion(found);
        }
    }

    private Path find() {
        String setting = plan.driverSetting().orElse(null);
        return isBrowserHere()
                ? BrowserFinder.driver(setting, plan.browser().orElse(null))
                : BrowserFinder.driverForRemote(setting, major());
    }

    private boolean isBrowserHere() {
        return plan.browser().isPresent();
    }

    /** Whose browser is elsewhere cannot install another, and most commands are the same for years. */
    private AttachedChromeDriver attachAnyVersion(Path found) {
        AttachedChromeDriver driver =
                AttachedChromeDriver.attach(view.attachDriverOfAnyVersion(found), found, plan.options());
        announcer.warnOnce("The browser of provider " + lease.session().provider() + " is "
                + lease.session().browserVersion() + ", but the ChromeDriver " + found + " is version "
                + version(driver)
                + ", and there is none of the browser's version: it is used with --disable-build-check, and what differs"
                + " between the two may fail. local.chromedriver names another.");
        return driver;
    }

    private static String version(AttachedChromeDriver driver) {
        Object chrome = driver.getCapabilities().getCapability("chrome");
        Object version = chrome instanceof Map<?, ?> map ? map.get("chromedriverVersion") : null;
        return String.valueOf(version).split(" ", 2)[0];
    }

    private int major() {
        String version = lease.session().browserVersion();
        return Integer.parseInt(version.substring(version.indexOf('/') + 1, version.indexOf('.')));
    }
}

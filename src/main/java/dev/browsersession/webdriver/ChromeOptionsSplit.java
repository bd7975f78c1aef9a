package dev.browsersession.webdriver;

import dev.browsersession.ConfigurationException;
import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.DeviceEmulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One pass over the capabilities of edited {@code ChromeOptions}, each put where it belongs or refused by name. */
final class ChromeOptionsSplit {

    private static final String CHROME_OPTIONS = "goog:chromeOptions";

    private static final Set<String> CONNECTION_CAPABILITIES = Set.of(
            "acceptInsecureCerts",
            "pageLoadStrategy",
            "platformName",
            "strictFileInteractability",
            "timeouts",
            "unhandledPromptBehavior");

    /**
     * Tried with ChromeDriver 156: with a debugger address it accepts these, ignores six others and refuses the rest.
     */
    private static final Set<String> DRIVER_OPTIONS =
            Set.of("devToolsEventsToLog", "enableExtensionTargets", "perfLoggingPrefs", "w3c", "windowTypes");

    private final List<String> arguments = new ArrayList<>();
    private final List<String> excludeSwitches = new ArrayList<>();
    private final Map<String, Object> preferences = new LinkedHashMap<>();
    private final Map<String, Object> localState = new LinkedHashMap<>();
    private final List<String> extensions = new ArrayList<>();
    private final Map<String, Object> capabilities = new LinkedHashMap<>();
    private final Map<String, Object> driverOptions = new LinkedHashMap<>();
    private DeviceEmulation emulation;
    private String binary;

    ChromeOptionsSplit(Map<String, Object> plain) {
        // Sorted, so that of two faults the same one is always reported.
        new TreeMap<>(plain).forEach(this::capability);
    }

    ChromeOptionsParts parts() {
        return new ChromeOptionsParts(
                new BrowserLaunch(arguments, excludeSwitches, preferences, localState, extensions),
                emulation,
                capabilities,
                driverOptions,
                Optional.ofNullable(binary));
    }

    private void capability(String name, Object value) {
        if (name.equals(CHROME_OPTIONS)) {
            new TreeMap<>(new OptionValue(name, value).map()).forEach(this::chromeOption);
        } else if (name.equals("proxy")) {
            arguments.addAll(ProxySwitches.of(new OptionValue(name, value).map()));
        } else if (name.equals("browserName") && "chrome".equals(value)) {
            capabilities.put(name, value);
        } else if (name.equals("webSocketUrl") && Boolean.FALSE.equals(value)) {
            return;
        } else if (CONNECTION_CAPABILITIES.contains(name) || isVendors(name)) {
            capabilities.put(name, new OptionValue(name, value).present());
        } else {
            throw new ConfigurationException(RefusedOptions.capability(name, value));
        }
    }

    private static boolean isVendors(String name) {
        return name.contains(":");
    }

    private void chromeOption(String key, Object value) {
        OptionValue option = new OptionValue(CHROME_OPTIONS + "." + key, value);
        switch (key) {
            case "args" -> option.strings().forEach(argument -> arguments.add(LaunchSwitch.of(argument)));
            case "excludeSwitches" -> option.strings().forEach(name -> excludeSwitches.add(LaunchSwitch.nameOf(name)));
            case "prefs" -> preferences.putAll(option.map());
            case "localState" -> localState.putAll(option.map());
            case "extensions" -> extensions.addAll(option.strings());
            case "binary" -> binary = option.string();
            case "mobileEmulation" -> emulation = EmulatedDevice.of(option);
            default -> driverOption(key, option);
        }
    }

    private void driverOption(String key, OptionValue option) {
        if (!DRIVER_OPTIONS.contains(key)) {
            throw new ConfigurationException(RefusedOptions.chromeOption(key, option.value()));
        }
        driverOptions.put(key, option.present());
    }
}

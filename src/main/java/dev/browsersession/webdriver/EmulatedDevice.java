package dev.browsersession.webdriver;

import dev.browsersession.ConfigurationException;
import dev.browsersession.protocol.DeviceEmulation;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The option {@code mobileEmulation}, which ChromeDriver refuses on attach, as something that is done to a view.
 *
 * <p>Unset means what it means to ChromeDriver: a device with metrics is mobile and has touch.
 */
final class EmulatedDevice {

    private static final Set<String> KEYS = Set.of("deviceMetrics", "userAgent");
    private static final Set<String> METRICS = Set.of("width", "height", "pixelRatio", "mobile", "touch");

    private EmulatedDevice() {}

    static DeviceEmulation of(OptionValue option) {
        Map<String, Object> emulation = option.map();
        if (emulation.containsKey("deviceName")) {
            throw new ConfigurationException(
                    ("The ChromeOptions set %s.deviceName to %s. ChromeDriver knows devices by name only when it"
                                    + " launches the browser: give %s.deviceMetrics (width, height, pixelRatio) and userAgent"
                                    + " instead.")
                            .formatted(option.name(), emulation.get("deviceName"), option.name()));
        }
        refuseOthers(option.name(), emulation, KEYS);
        String userAgent = emulation.containsKey("userAgent")
                ? new OptionValue(option.name() + ".userAgent", emulation.get("userAgent")).string()
                : null;
        if (!emulation.containsKey("deviceMetrics")) {
            return new DeviceEmulation(0, 0, 0, false, false, userAgent);
        }
        String name = option.name() + ".deviceMetrics";
        Map<String, Object> metrics = new OptionValue(name, emulation.get("deviceMetrics")).map();
        refuseOthers(name, metrics, METRICS);
        return new DeviceEmulation(
                number(name, metrics, "width").intValue(),
                number(name, metrics, "height").intValue(),
                number(name, metrics, "pixelRatio").doubleValue(),
                truth(name, metrics, "mobile"),
                truth(name, metrics, "touch"),
                userAgent);
    }

    private static Number number(String name, Map<String, Object> metrics, String key) {
        return new OptionValue(name + "." + key, metrics.getOrDefault(key, 0)).number();
    }

    private static boolean truth(String name, Map<String, Object> metrics, String key) {
        return new OptionValue(name + "." + key, metrics.getOrDefault(key, true)).bool();
    }

    private static void refuseOthers(String name, Map<String, Object> given, Set<String> known) {
        for (String key : new TreeSet<>(given.keySet())) {
            if (!known.contains(key)) {
                throw new ConfigurationException(
                        "The ChromeOptions set %s.%s, which cannot be emulated in a session; %s."
                                .formatted(name, key, "what can is " + String.join(", ", new TreeSet<>(known))));
            }
        }
    }
}

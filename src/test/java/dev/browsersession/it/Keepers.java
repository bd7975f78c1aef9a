package dev.browsersession.it;

import java.nio.file.Path;
import java.util.List;

/** The living keepers of a scenario. */
public final class Keepers {

    private Keepers() {}

    /** Their process ids. */
    public static List<Long> under(String stateRoot, String scenario) {
        Path state = state(stateRoot, scenario);
        return LinuxProcess.all().stream()
                .filter(process -> process.mentions(state))
                .filter(LinuxProcess::isKeeper)
                .map(LinuxProcess::pid)
                .toList();
    }

    /** The state directory that the scenario's {@code invoker.properties} names. */
    static Path state(String stateRoot, String scenario) {
        return Path.of(stateRoot + "-" + scenario);
    }
}

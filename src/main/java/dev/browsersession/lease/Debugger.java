package dev.browsersession.lease;

import java.lang.management.ManagementFactory;

/** Whether a debugger may halt this JVM. While it does, nothing here can be late. */
public final class Debugger {

    private static final boolean POSSIBLE = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .anyMatch(argument -> argument.contains("jdwp"));

    private Debugger() {}

    public static boolean mayHaltThisJvm() {
        return POSSIBLE;
    }
}

package dev.browsersession.lease;

import dev.browsersession.ConfigurationException;
import dev.browsersession.config.Settings;
import java.util.Optional;
import java.util.Set;

/**
 * Which process this JVM's run is: the Maven that started it as a fork. A JVM that Maven did not start is its own run, and so is
 * the fork of a daemon, which goes on when the build is over.
 */
final class RunOfThisJvm {

    private static final Set<String> SHELLS = Set.of("sh", "dash", "bash", "zsh", "ksh", "ash", "busybox", "cmd.exe");
    private static final String FORK = "surefire";
    private static final String LAUNCHER = "plexus";
    private static final String DAEMON = "mvnd";

    private RunOfThisJvm() {}

    /** Its process id; 0 where this JVM is its own run. The setting "run" names it where it cannot be seen. */
    static long pid(Settings settings) {
        return settings.find("run")
                .map(RunOfThisJvm::configured)
                .orElseGet(() -> pid(System.getProperty("sun.java.command", ""), ProcessHandle.current()));
    }

    private static long configured(Settings.Value value) {
        try {
            return Long.parseUnsignedLong(value.text());
        } catch (NumberFormatException e) {
            throw new ConfigurationException(
                    value.source() + " is \"" + value.text() + "\", which is not a process id (0 for this JVM itself).",
                    e);
        }
    }

    /** Surefire starts its forks through a shell, which on some machines stays between the two. */
    static long pid(String command, ProcessHandle fork) {
        if (!command.contains(FORK)) {
            return 0;
        }
        Optional<ProcessHandle> parent = fork.parent();
        while (parent.filter(RunOfThisJvm::isShell).isPresent()) {
            parent = parent.get().parent();
        }
        return parent.filter(RunOfThisJvm::isMaven).map(ProcessHandle::pid).orElse(0L);
    }

    private static boolean isShell(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.substring(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1))
                .filter(SHELLS::contains)
                .isPresent();
    }

    /** Not whatever took in a fork whose Maven is gone; in a container, Maven itself may be process 1. */
    private static boolean isMaven(ProcessHandle process) {
        return process.info()
                .commandLine()
                .map(line -> line.contains(LAUNCHER) && !line.contains(DAEMON))
                .orElse(process.pid() > 1);
    }
}

package dev.browsersession.keeper;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.ProcessHost;
import dev.browsersession.provider.Surroundings;
import dev.browsersession.provider.local.LocalProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A JVM that hosts processes as a keeper does, to be killed by a test. Its only argument is its work directory. */
final class KeeperStandIn {

    private KeeperStandIn() {}

    public static void main(String[] arguments) throws Exception {
        ProcessGroups groups = ProcessGroups.forThisMachine();
        Reaper reaper = Reaper.start(groups);
        HostedProcesses processes = new HostedProcesses(Path.of(arguments[0]), reaper, groups, new PrintedLog());
        System.out.println("reaper " + reaper.pid());
        processes.newDirectory("tree");
        processes.start("tree", List.of("/bin/sh", "-c", "sleep 300 & sleep 300"), Map.of("PATH", "/usr/bin:/bin"));
        if (arguments.length > 1) {
            SessionSpec spec = new SessionSpec("local", 60_000, false, Map.of(), BrowserLaunch.NONE);
            new LocalProvider().create(spec, new Here(processes, Path.of(arguments[1])));
        }
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    /** A browser of this machine, with the environment of this JVM. */
    record Here(ProcessHost processes, Path path) implements Surroundings {
        @Override
        public Map<String, String> environment() {
            return System.getenv();
        }

        @Override
        public Optional<Path> browser() {
            return Optional.of(path);
        }

        @Override
        public Access access() {
            return Access.NONE;
        }

        @Override
        public void tell(String sentence) {
            System.out.println("told " + sentence);
        }

        @Override
        public String tag() {
            return "a-tag";
        }

        @Override
        public void ended(String detail) {
            System.out.println("ended " + detail);
        }
    }

    private static final class PrintedLog implements ProcessLog {
        @Override
        public void directory(String key, Path directory) {
            System.out.println("directory " + key + " " + directory);
        }

        @Override
        public void started(String key, long pid, long startTime) {
            System.out.println("started " + key + " " + pid + " " + startTime);
            if (Boolean.getBoolean("die-before-go")) {
                Runtime.getRuntime().halt(9);
            }
        }

        @Override
        public void ended(String key) {
            System.out.println("ended " + key);
        }
    }
}

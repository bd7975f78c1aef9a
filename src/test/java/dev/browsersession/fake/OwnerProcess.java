package dev.browsersession.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.config.Settings;
import dev.browsersession.lease.Keeper;
import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.SessionSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** An owner in a process of its own, to be killed: leases one session and keeps it. Prints a line if it has to wait for it. */
final class OwnerProcess {

    private static final String NAME = "an owner's process";

    private OwnerProcess() {}

    static Process start(Map<String, String> parameters, String cloud) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        parameters.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(OwnerProcess.class.getName(), cloud));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Returns when the owner knows that it waits for a place. */
    static void awaitWaiting(Process owner) throws IOException {
        assertThat(owner.inputReader().readLine()).startsWith(NAME + " waits");
    }

    public static void main(String[] arguments) throws InterruptedException {
        try (Keeper keeper = Keeper.open(Settings.ofThisJvm())) {
            Map<String, String> options = Map.of(FakeProvider.URL, arguments[0]);
            keeper.whenWaiting(System.out::println);
            keeper.acquire(new Acquire(
                    new SessionSpec("fake", 60_000, false, options, null), Map.of(), Access.NONE, 0, null, NAME, null));
            new CountDownLatch(1).await();
        }
    }
}

package ends;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.it.Arrival;
import dev.browsersession.it.SessionTraces;
import dev.browsersession.it.Signals;
import dev.browsersession.it.StartedOwner;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However an owner ends, nothing of its session is left, and the session of a second run, in the same keeper, goes on. */
class OwnerEndsTest {

    private static Stage stage;
    private static Bystander bystander;

    private SessionTraces traces;

    @BeforeAll
    static void aSecondRunHoldsASession() throws Exception {
        stage = Stage.open("");
        bystander = Bystander.of(stage.build("bystander", "BystandingTest", Map.of()));
    }

    @AfterAll
    static void theSecondRunPasses() throws Exception {
        try (Stage closing = stage) {
            bystander.ends();
        }
    }

    @BeforeEach
    void lookAround() throws Exception {
        traces = SessionTraces.later(stage.state());
    }

    @AfterEach
    void theSecondRunGoesOn() throws Exception {
        bystander.goesOnUnharmed();
    }

    private void nothingIsLeftOf(StartedOwner owner) {
        stage.nothingIsLeftOf(owner, traces);
    }

    @Test
    void systemExitInATest() throws Exception {
        StartedOwner owner = stage.build("exit", "HoldingTest", Map.of());
        Arrival connected = owner.reaches("connected");
        traces.awaitSome();
        connected.goOn("EXIT");
        nothingIsLeftOf(owner);
        assertThat(owner.exitCode()).isNotZero();
        assertThat(owner.output()).contains("VM terminated without properly saying goodbye");
    }

    @Test
    void runtimeHalt() throws Exception {
        StartedOwner owner = stage.jvm("halt", "HoldingTest");
        Arrival connected = owner.reaches("connected");
        traces.awaitSome();
        connected.goOn("HALT");
        nothingIsLeftOf(owner);
        assertThat(owner.exitCode()).isEqualTo(1);
    }

    @Test
    void killedWhileConnected() throws Exception {
        StartedOwner owner = stage.jvm("connected", "HoldingTest");
        Arrival connected = owner.reaches("connected");
        traces.awaitSome();
        Signals.send("KILL", connected.pid());
        nothingIsLeftOf(owner);
    }

    @Test
    void killedBetweenTests() throws Exception {
        StartedOwner owner = stage.jvm("between", "HoldingTest");
        owner.reaches("connected").goOn("NORMALLY");
        Arrival between = owner.reaches("between");
        traces.awaitSome();
        Signals.send("KILL", between.pid());
        nothingIsLeftOf(owner);
    }

    @Test
    void killedDuringAfterAll() throws Exception {
        StartedOwner owner = stage.jvm("after-all", "HookTest");
        Arrival afterAll = owner.reaches("after-all");
        traces.awaitSome();
        Signals.send("KILL", afterAll.pid());
        nothingIsLeftOf(owner);
    }

    @Test
    void interruptOfAWholeBuild() throws Exception {
        StartedOwner owner = stage.build("interrupted", "HoldingTest", Map.of());
        owner.reaches("connected");
        traces.awaitSome();
        owner.signalGroup("INT");
        nothingIsLeftOf(owner);
        assertThat(owner.exitCode()).isNotZero();
    }

    @Test
    void terminationOfAFork() throws Exception {
        StartedOwner owner = stage.build("terminated", "HoldingTest", Map.of());
        Arrival connected = owner.reaches("connected");
        traces.awaitSome();
        Signals.send("TERM", connected.pid());
        nothingIsLeftOf(owner);
        assertThat(owner.exitCode()).isNotZero();
    }

    @Test
    void killedWhileItsSessionIsBeingCreated() throws Exception {
        StartedOwner owner =
                stage.jvm("creating", "HoldingTest", "-Dbrowser.session.local.binary=" + stage.slowBrowser());
        traces.awaitSome();
        owner.handle().destroyForcibly();
        nothingIsLeftOf(owner);
    }

    @Test
    void killedWhileASharedSessionIsBeingCreated() throws Exception {
        StartedOwner owner = stage.jvm(
                "creating-shared",
                "HoldingTest",
                "-Dbrowser.session.override.shared=slow",
                "-Dbrowser.session.local.binary=" + stage.slowBrowser());
        traces.awaitSome();
        owner.handle().destroyForcibly();
        nothingIsLeftOf(owner);
    }

    private static void awaitEndOf(long pid) {
        ProcessHandle.of(pid)
                .ifPresent(jvm -> jvm.onExit().orTimeout(2, MINUTES).join());
    }

    @Test
    void outOfMemory() throws Exception {
        StartedOwner owner = stage.build("memory", "HoldingTest", Map.of(), "-DargLine=-Xmx64m");
        Arrival connected = owner.reaches("connected");
        traces.awaitSome();
        connected.goOn("FILL_THE_HEAP");
        // With nothing left to allocate a JVM takes its time to end.
        awaitEndOf(connected.pid());
        nothingIsLeftOf(owner);
        assertThat(owner.exitCode()).isNotZero();
        assertThat(owner.output()).containsPattern("OutOfMemoryError|Java heap space");
    }

    @Test
    void outOfMemoryWhereThatEndsTheJvm() throws Exception {
        StartedOwner owner = stage.jvm("memory-exit", "HoldingTest", "-Xmx64m", "-XX:+ExitOnOutOfMemoryError");
        Arrival connected = owner.reaches("connected");
        traces.awaitSome();
        connected.goOn("FILL_THE_HEAP");
        // With nothing left to allocate a JVM takes its time to end.
        awaitEndOf(connected.pid());
        nothingIsLeftOf(owner);
        assertThat(owner.exitCode()).isNotZero();
        assertThat(owner.output()).contains("OutOfMemoryError");
    }
}

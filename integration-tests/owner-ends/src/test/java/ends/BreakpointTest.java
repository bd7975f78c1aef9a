package ends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import dev.browsersession.it.Arrival;
import dev.browsersession.it.SessionTraces;
import dev.browsersession.it.StartedOwner;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who thinks at a breakpoint loses nothing by it. */
class BreakpointTest {

    private static final Pattern PORT = Pattern.compile("Listening for transport dt_socket at address: (\\d+)");
    /** Long enough for the first test of a JVM on a busy machine. */
    private static final Duration TTL = Duration.ofSeconds(40);

    private static final String OVERRIDE = "-Dbrowser.session.override.ttl=40s";

    /** How long that is, a second JVM tells, which is under no debugger: its session, created later, reaches the same ttl. */
    @Test
    void aJvmHaltedForLongerThanTheTtl() throws Exception {
        try (Stage stage = Stage.open("-breakpoint")) {
            StartedOwner halted = stage.jvm(
                    "halted",
                    "HoldingTest",
                    OVERRIDE,
                    "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0");
            Arrival connected = halted.reaches("connected");
            VirtualMachine machine = attach(port(halted));
            machine.suspend();

            SessionTraces ofOther = SessionTraces.later(stage.state());
            StartedOwner other = stage.jvm("not-halted", "HoldingTest", OVERRIDE);
            Arrival expiring = other.reaches("connected");
            stage.nothingIsLeftOf(other, ofOther, TTL);
            expiring.goOn("NORMALLY");
            other.reaches("between").goOn("NORMALLY");
            assertThat(other.exitCode()).isZero();
            assertThat(other.output()).contains("its ttl of 40s was reached");

            machine.resume();
            machine.dispose();
            connected.goOn("NORMALLY");
            halted.reaches("between").goOn("NORMALLY");
            assertThat(halted.exitCode()).isZero();
            assertThat(halted.output()).contains("tests that failed: 0");
        }
    }

    private static String port(StartedOwner owner) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            Matcher port = PORT.matcher(owner.output());
                            return port.find() ? port.group(1) : "";
                        },
                        port -> !port.isEmpty());
    }

    private static VirtualMachine attach(String port) throws Exception {
        AttachingConnector sockets = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(connector -> connector.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = sockets.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(port);
        return sockets.attach(arguments);
    }
}

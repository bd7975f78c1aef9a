package dev.browsersession.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import dev.browsersession.protocol.MessageTypes;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Scanner;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator may say to a keeper and an owner may not, and the other way round. */
class OperatorTest {

    private static final String OPERATOR =
            "{\"id\":1,\"type\":\"OperatorHello\",\"body\":{\"protocol\":" + MessageTypes.PROTOCOL + ",\"pid\":1}}";
    private static final String OWNER = "{\"id\":1,\"type\":\"Hello\",\"body\":{\"protocol\":" + MessageTypes.PROTOCOL
            + ",\"version\":\"x\",\"pid\":1,\"runPid\":0}}";

    private Calls calls;

    @BeforeEach
    void ownStateDirectory() throws IOException {
        calls = new Calls();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        calls.close();
    }

    @Test
    void anOperatorMayNotAskForWhatOwnersHave() throws IOException {
        try (Keeper keeper = Keeper.open(calls.settings());
                Line line = new Line(keeper)) {
            assertThat(line.say(OPERATOR)).contains("\"type\":\"KeeperState\"");
            String body = "{\"lease\":\"x\",\"provider\":\"local\",\"spec\":{\"provider\":\"local\",\"ttlMillis\":1}}";
            for (String request : new String[] {"Acquire", "Release", "Stop", "OpenView", "Describe", "Hello"}) {
                assertThat(line.say("{\"id\":2,\"type\":\"" + request + "\",\"body\":" + body + "}"))
                        .contains("\"id\":2", "BAD_REQUEST", request + " is not an operator's request.");
            }
        }
    }

    @Test
    void anOwnerMayNotAskForWhatOperatorsMay() throws IOException {
        try (Keeper keeper = Keeper.open(calls.settings());
                Line line = new Line(keeper)) {
            Lease lease = keeper.acquire(Calls.browser("LoginTest", Duration.ofMinutes(5), null));
            assertThat(line.say(OWNER)).contains("\"type\":\"Welcome\"");
            assertThat(line.say("{\"id\":2,\"type\":\"ListSessions\",\"body\":{}}"))
                    .contains("BAD_REQUEST", "ListSessions is not a request.");
            assertThat(line.say("{\"id\":3,\"type\":\"StopSession\",\"body\":{\"session\":\""
                            + lease.session().id() + "\"}}"))
                    .contains("BAD_REQUEST", "StopSession is not a request.");
            assertThat(line.say(OPERATOR)).contains("BAD_REQUEST", "OperatorHello is not a request.");
            assertThat(lease.inspect().end()).isNull();
        }
    }

    @Test
    void aListHoldsNothingToConnectTo() throws IOException {
        try (Keeper keeper = Keeper.open(calls.settings());
                Line line = new Line(keeper)) {
            Lease lease = keeper.acquire(Calls.browser("LoginTest", Duration.ofMinutes(5), null));
            line.say(OPERATOR);
            assertThat(line.say("{\"id\":2,\"type\":\"ListSessions\",\"body\":{}}"))
                    .contains(lease.session().id())
                    .doesNotContain("ws://", lease.session().connectUrl().value(), "\"lease\"");
        }
    }

    @Test
    void theEndOfAnOperatorEndsNoLease() throws IOException {
        try (Keeper keeper = Keeper.open(calls.settings())) {
            Lease lease = keeper.acquire(Calls.browser("LoginTest", Duration.ofMinutes(5), null));
            try (Line line = new Line(keeper)) {
                line.say(OPERATOR);
            }
            try (Line line = new Line(keeper)) {
                assertThat(line.say(OPERATOR)).contains("\"sessions\":1", "\"owners\":1");
            }
            assertThat(lease.inspect().end()).isNull();
        }
    }

    @Test
    void anOperatorDoesNotKeepAnIdleKeeperFromLeaving() throws IOException {
        Keeper keeper = Keeper.open(calls.settings());
        try (Line line = new Line(keeper)) {
            line.say(OPERATOR);
            keeper.close();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> calls.keepers()
                    .isEmpty());
            assertThat(line.isOver()).isTrue();
        }
    }

    /** A connection on which lines are said and answered. */
    private static final class Line implements AutoCloseable {
        private final SocketChannel channel;
        private final PrintWriter out;
        private final Scanner in;

        Line(Keeper keeper) throws IOException {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(Path.of(keeper.log()).resolveSibling("sock")));
            out = new PrintWriter(Channels.newOutputStream(channel), true, StandardCharsets.UTF_8);
            in = new Scanner(Channels.newInputStream(channel), StandardCharsets.UTF_8);
        }

        String say(String line) {
            out.print(line + "\n");
            out.flush();
            return in.nextLine();
        }

        boolean isOver() {
            return !in.hasNextLine();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}

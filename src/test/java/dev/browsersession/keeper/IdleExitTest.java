package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Owners that arrive at the moment at which a keeper leaves. */
@Timeout(60)
class IdleExitTest {

    private static final String HELLO =
            "{\"id\":1,\"type\":\"Hello\",\"body\":{\"protocol\":1,\"version\":\"x\",\"pid\":1}}\n";
    private static final String DESCRIBE = "{\"id\":2,\"type\":\"Describe\",\"body\":{\"provider\":\"local\"}}\n";

    private static final Duration IDLE = Duration.ofMillis(4);

    @TempDir
    Path directory;

    /** One that was welcomed is served; one that comes too late hears nothing, and looks for another keeper. */
    @RepeatedTest(20)
    void areServedOnceTheyAreWelcome(RepetitionInfo repetition) throws Exception {
        Random arrivals = new Random(repetition.getCurrentRepetition());
        CountDownLatch left = new CountDownLatch(1);
        try (Keeper keeper = Keeper.start(directory, directory, IDLE, List.of(), left::countDown)) {
            assertThat(keeper).isNotNull();
            boolean open = true;
            while (open) {
                comeAt(System.nanoTime() + arrivals.nextLong(2 * IDLE.toNanos()));
                open = arriveAndLeave();
            }
            left.await();
        }
    }

    /** Around the moment of leaving, which no condition tells. */
    private static void comeAt(long nanoTime) {
        while (System.nanoTime() < nanoTime) {
            Thread.onSpinWait();
        }
    }

    private boolean arriveAndLeave() throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            String welcome = greet(channel);
            if (welcome == null) {
                return false;
            }
            assertThat(welcome).contains("\"Welcome\"");
            assertThat(ask(channel, DESCRIBE))
                    .as("answer to one who was welcomed")
                    .contains("\"ProviderDescription\"");
            return true;
        }
    }

    private String greet(SocketChannel channel) {
        try {
            channel.connect(UnixDomainSocketAddress.of(directory.resolve("sock")));
            return ask(channel, HELLO);
        } catch (IOException nobodyListens) {
            return null;
        }
    }

    private static String ask(SocketChannel channel, String line) throws IOException {
        channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        return new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8))
                .readLine();
    }
}

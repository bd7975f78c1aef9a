package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An owner that arrives while its keeper is about to leave. */
class OwnerHandlerTest {

    private static final String HELLO =
            "{\"id\":1,\"type\":\"Hello\",\"body\":{\"protocol\":1,\"version\":\"x\",\"pid\":1}}";

    private final Admission admission = new Admission();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Runs runs = new Runs(ProcessGroups.forThisMachine(), timer, Runnable::run);
    private final EmbeddedChannel connection = new EmbeddedChannel(new OwnerHandler(
            new Requests(null, runs, Path.of("log"), List::of), admission, Runnable::run, null, () -> {}));

    private static ByteBuf line(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    @AfterEach
    void endTimer() {
        timer.shutdownNow();
    }

    @Test
    void isNotWelcomedOnceTheKeeperHasDecidedToLeave() {
        assertThat(admission.closeIfEmpty()).isTrue();
        connection.writeInbound(line(HELLO));
        Object answer = connection.readOutbound();
        assertThat(answer).isNull();
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void keepsTheKeeperFromLeavingOnceItIsWelcomed() {
        connection.writeInbound(line(HELLO));
        ByteBuf answer = connection.readOutbound();
        assertThat(answer.toString(StandardCharsets.UTF_8)).contains("\"Welcome\"");
        answer.release();
        assertThat(admission.closeIfEmpty()).isFalse();
    }

    @Test
    void doesNotKeepItBefore() {
        connection.writeInbound(line("nonsense"));
        assertThat(connection.isOpen()).isFalse();
        assertThat(admission.closeIfEmpty()).isTrue();
    }

    @Test
    void letsItGoWhenItGoesItself() {
        assertThat(admission.enter()).isTrue();
        assertThat(admission.closeIfEmpty()).isFalse();
        admission.leave();
        assertThat(admission.closeIfEmpty()).isTrue();
        assertThat(admission.enter()).isFalse();
    }
}

package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    private final EmbeddedChannel connection =
            new EmbeddedChannel(new OwnerHandler(new Requests(null, runs, Path.of("log")), admission, Runnable::run));

    @AfterEach
    void endTimer() {
        timer.shutdownNow();
    }

    @Test
    void is_not_welcomed_once_the_keeper_has_decided_to_leave() {
        assertThat(admission.closeIfEmpty()).isTrue();
        connection.writeInbound(HELLO);
        Object answer = connection.readOutbound();
        assertThat(answer).isNull();
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void keeps_the_keeper_from_leaving_once_it_is_welcomed() {
        connection.writeInbound(HELLO);
        ByteBuf answer = connection.readOutbound();
        assertThat(answer.toString(StandardCharsets.UTF_8)).contains("\"Welcome\"");
        answer.release();
        assertThat(admission.closeIfEmpty()).isFalse();
    }

    @Test
    void does_not_keep_it_before() {
        connection.writeInbound("nonsense");
        assertThat(connection.isOpen()).isFalse();
        assertThat(admission.closeIfEmpty()).isTrue();
    }

    @Test
    void lets_it_go_when_it_goes_itself() {
        assertThat(admission.enter()).isTrue();
        assertThat(admission.closeIfEmpty()).isFalse();
        admission.leave();
        assertThat(admission.closeIfEmpty()).isTrue();
        assertThat(admission.enter()).isFalse();
    }
}

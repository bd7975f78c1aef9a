package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.fake.FakeCloud;
import dev.browsersession.fake.FakeProvider;
import dev.browsersession.network.Way;
import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.ProviderFailure;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ttl is elapsed time. The clock on the wall, which may be set, and elapsed time are an hour apart here, either way. */
class ClockTest {

    private static final Duration NET = Duration.ofSeconds(30);
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final FakeCloud cloud = FakeCloud.start();
    private final SetTime time = new SetTime();
    private final CompletableFuture<SessionEnd> end = new CompletableFuture<>();

    /** Elapsed time as these tests want it. */
    private static final class SetTime extends ElapsedTime {
        private final AtomicLong millis = new AtomicLong(1_000_000);
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        long millis() {
            looks.incrementAndGet();
            return millis.get();
        }
    }

    @AfterEach
    void close() {
        timer.shutdownNow();
        workers.shutdownNow();
        loops.shutdownGracefully();
        cloud.close();
    }

    private void begin(long ttlMillis) throws ProviderFailure {
        SessionSpec spec = new SessionSpec("fake", ttlMillis, false, Map.of("fake.url", cloud.url()), null);
        Machinery machinery = new Machinery(loops, workers, timer, null, null, null, time, null);
        FakeProvider provider = new FakeProvider();
        var surroundings =
                new OwnerSurroundings(new Acquire(spec, Map.of(), Access.NONE, 0, null, "a test", null), null, "a-tag");
        new KeptSession(
                        provider,
                        provider.create(spec, surroundings),
                        spec,
                        Way.DIRECT,
                        TimeToLive.here(time, ttlMillis),
                        machinery,
                        end::complete)
                .begin();
    }

    @Test
    void aSessionEndsWhenItsTtlHasElapsedThoughTheClockHasHardlyMoved() throws Exception {
        begin(HOUR);
        assertThat(end).isNotDone();
        time.millis.addAndGet(HOUR);
        await().atMost(NET).until(end::isDone);
        assertThat(end.get().cause()).isEqualTo(SessionEnd.Cause.TTL_REACHED);
        await().atMost(NET).until(() -> cloud.running().isEmpty());
    }

    @Test
    void aSessionGoesOnThoughByTheClockItsTtlIsLongOver() throws Exception {
        long start = System.currentTimeMillis();
        begin(100);
        int before = time.looks.get();
        await().atMost(NET).until(() -> System.currentTimeMillis() - start > 500 && time.looks.get() > before + 3);
        assertThat(end).isNotDone();
        time.millis.addAndGet(100);
        await().atMost(NET).until(end::isDone);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, -1})
    void whatADeadKeeperWroteDownIsAsOldAsTimeHasElapsed(long direction) {
        JournaledSession session = new JournaledSession(
                "a-tag",
                "fake",
                "fake-1",
                60_000,
                System.currentTimeMillis() + direction * HOUR,
                time.millis.get() - 10_000,
                "00",
                "00",
                null);
        assertThat(session.livedMillis(time)).isEqualTo(10_000);
        assertThat(session.ttlLeftMillis(time)).isEqualTo(50_000);
    }
}

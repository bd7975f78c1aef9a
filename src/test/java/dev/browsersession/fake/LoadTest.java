package dev.browsersession.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** 500 leases of 50 owners, who come and go, in one keeper. */
@EnabledOnOs(OS.LINUX)
class LoadTest extends FakeTestCase {

    private static final int OWNERS = 50;
    private static final int LEASES = 10;
    private static final long MEGABYTE = 1 << 20;

    /** What a keeper has of its machine. The heap is what is alive in it, after a collection. */
    private record Footprint(long resident, long heap, int files, int threads) {
        @Override
        public String toString() {
            return "%d MB resident, %.1f MB alive in the heap, %d file descriptors, %d threads"
                    .formatted(resident / MEGABYTE, (double) heap / MEGABYTE, files, threads);
        }
    }

    @Test
    void leavesNothingInTheKeeper() throws Exception {
        try (Keeper watching = open()) {
            // What is loaded with the first session is no leak of the later ones.
            assertThat(watching.acquire(session()).release(false).stopped()).isPresent();
            Footprint rest = footprint();
            List<Footprint> busy = new ArrayList<>();
            long start = System.nanoTime();
            churn(new CyclicBarrier(OWNERS, () -> busy.add(measured())));
            await().atMost(NET).untilAsserted(() -> assertThat(cloud.running()).isEmpty());
            System.out.printf(
                    "%d leases of %d owners in %d ms%n",
                    OWNERS * LEASES, OWNERS, (System.nanoTime() - start) / 1_000_000);
            assertThat(busy.get(0).files()).isGreaterThan(rest.files() + OWNERS);
            // Idle workers, which have something of their own, stay for some seconds.
            await().atMost(NET).untilAsserted(() -> {
                Footprint now = footprint();
                assertThat(now.files()).isLessThanOrEqualTo(rest.files());
                assertThat(now.heap()).isLessThan(rest.heap() + 3 * MEGABYTE);
                assertThat(now.resident()).isLessThan(rest.resident() + 64 * MEGABYTE);
            });
            System.out.printf("at rest: %s%nwith 50 sessions: %s%nafter: %s%n", rest, busy.get(0), footprint());
            assertThat(journaled()).isEmpty();
            assertThat(cloud.requests("POST")).isEqualTo(OWNERS * LEASES + 1);
            assertThat(cloud.requests("DELETE")).isEqualTo(OWNERS * LEASES + 1);
        }
    }

    /** Half way, all owners have a session at the same moment. Every second owner leaves without giving its last one back. */
    private void churn(CyclicBarrier together) throws Exception {
        ExecutorService owners = Executors.newFixedThreadPool(OWNERS);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < OWNERS; i++) {
                boolean polite = i % 2 == 0;
                work.add(() -> {
                    try (Keeper keeper = open()) {
                        for (int lease = 1; lease <= LEASES; lease++) {
                            Lease leased = keeper.acquire(session());
                            if (lease == LEASES / 2) {
                                together.await();
                            }
                            if (polite || lease < LEASES) {
                                leased.release(false);
                            }
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> done : owners.invokeAll(work)) {
                done.get();
            }
        } finally {
            owners.shutdownNow();
        }
    }

    private Footprint measured() {
        try {
            return footprint();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Footprint footprint() throws IOException {
        long pid = keeper().pid();
        jcmd(pid, "GC.run");
        String status = Files.readString(Path.of("/proc/" + pid + "/status"));
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return new Footprint(
                    number("VmRSS:\\s+(\\d+) kB", status) << 10,
                    used(jcmd(pid, "GC.heap_info")) << 10,
                    (int) files.count(),
                    (int) number("Threads:\\s+(\\d+)", status));
        }
    }

    /** Both generations. */
    private static long used(String heap) {
        return Pattern.compile("(?:generation|gen)\\s+total \\d+K, used (\\d+)K")
                .matcher(heap)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private static long number(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static String jcmd(long pid, String command) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

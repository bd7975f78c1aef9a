package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionJournalTest {

    private static final int AT_ONCE = 4;

    @TempDir
    Path directory;

    /** A keeper's first sessions at providers are often asked for by two classes at the same moment. */
    @Test
    void theFirstEntriesMayBeWrittenAtOnce() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (int keeper = 0; keeper < 200; keeper++) {
                SessionJournal journal = SessionJournal.in(Files.createDirectory(directory.resolve("k-" + keeper)));
                CyclicBarrier together = new CyclicBarrier(AT_ONCE);
                List<Future<Void>> written = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    String tag = "tag-" + i;
                    Callable<Void> write = () -> {
                        together.await(30, TimeUnit.SECONDS);
                        journal.write(session(tag));
                        return null;
                    };
                    written.add(writers.submit(write));
                }
                for (Future<Void> each : written) {
                    each.get(30, TimeUnit.SECONDS);
                }
                assertThat(journal.tags()).hasSize(AT_ONCE);
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private static JournaledSession session(String tag) {
        return new JournaledSession(tag, "fake", null, 60_000, 0, 0, "salt", "fingerprint", Map.of());
    }
}

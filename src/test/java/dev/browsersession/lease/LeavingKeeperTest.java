package dev.browsersession.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keepers that hardly wait for an owner. Whoever comes while one leaves gets the next. */
@Timeout(90)
class LeavingKeeperTest {

    private static final int OWNERS = 3;
    private static final int VISITS = 4;

    @RegisterExtension
    final OwnKeepers keepers = new OwnKeepers();

    @Test
    void isNotWhatAnOwnerEndsUpWith() throws Exception {
        keepers.idle("1ms");
        ExecutorService threads = Executors.newFixedThreadPool(OWNERS);
        List<Future<?>> owners = new ArrayList<>();
        for (int i = 0; i < OWNERS; i++) {
            owners.add(threads.submit(this::comeAndGo));
        }
        for (Future<?> owner : owners) {
            owner.get();
        }
        threads.shutdown();
    }

    private void comeAndGo() {
        for (int i = 0; i < VISITS; i++) {
            try (Keeper keeper = keepers.open()) {
                assertThat(keeper.describe("local").runsHere()).isTrue();
                assertThat(keeper.isOpen()).isTrue();
            }
        }
    }
}

package dev.browsersession.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large lines of owners that mean well, on a keeper with the limits that it has for users. */
@Timeout(180)
class LargeLinesTest {

    @Test
    void manyAtOnceAreAllAnswered() throws Exception {
        try (KeeperUnderAttack keeper = KeeperUnderAttack.start()) {
            ExecutorService owners = Executors.newFixedThreadPool(8);
            List<Future<Void>> requests = new ArrayList<>();
            Callable<Void> request = () -> {
                RawOwner.sendLargeRequest(keeper.socket());
                return null;
            };
            for (int i = 0; i < 16; i++) {
                requests.add(owners.submit(request));
            }
            owners.shutdown();
            for (Future<Void> each : requests) {
                each.get(120, TimeUnit.SECONDS);
            }
            assertThat(keeper.log()).doesNotContain("OutOfMemory");
        }
    }
}

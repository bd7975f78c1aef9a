package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.protocol.Claim;
import dev.browsersession.protocol.Claimed;
import dev.browsersession.protocol.Hello;
import dev.browsersession.protocol.SharedName;
import dev.browsersession.provider.ProviderFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClaimsTest {

    private static final SharedName A = new SharedName("a", null);
    private static final SharedName B = new SharedName("b", null);

    private final Claims claims = new Claims();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Runs runs = new Runs(ProcessGroups.forThisMachine(), timer, threads);

    @AfterEach
    void endThreads() {
        runs.close();
        threads.shutdownNow();
        timer.shutdownNow();
    }

    private Owner owner(long pid) {
        return new Owner(new Hello(1, "test", pid, 0, false, null), runs, event -> {});
    }

    private CompletableFuture<Claimed> asking(Owner owner, String holder, long limitMillis, SharedName... names) {
        int before = claims.waiting();
        CompletableFuture<Claimed> answer = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return claims.claim(owner, new Claim(List.of(names), holder, limitMillis));
                    } catch (ProviderFailure e) {
                        throw new CompletionException(e);
                    }
                },
                threads);
        Awaitility.await().until(() -> claims.waiting() == before + 1 || answer.isDone());
        return answer;
    }

    @Test
    void theyAreGrantedInTheOrderOfAsking() throws Exception {
        Owner holding = owner(1);
        Claimed held = claims.claim(holding, new Claim(List.of(A), "Holding", 0));
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Void>> turns = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Owner owner = owner(10 + i);
            String name = "Test" + i;
            turns.add(asking(owner, name, 0, A).thenAccept(claimed -> {
                order.add(name);
                release(owner, claimed);
            }));
        }
        release(holding, held);
        turns.forEach(CompletableFuture::join);
        assertThat(order).containsExactly("Test0", "Test1", "Test2", "Test3");
    }

    @Test
    void aClaimForTwoIsNotOvertakenByOneForEither() throws Exception {
        Owner holding = owner(1);
        Claimed held = claims.claim(holding, new Claim(List.of(A), "Holding", 0));
        CompletableFuture<Claimed> both = asking(owner(2), "Both", 0, A, B);
        CompletableFuture<Claimed> late = asking(owner(3), "Late", 0, B);
        assertThat(late).isNotDone();
        release(holding, held);
        assertThat(both.join()).isNotNull();
        assertThat(late).isNotDone();
    }

    @Test
    void withinOneOwnerTheWaitHasNoLimit() throws Exception {
        Owner owner = owner(1);
        Claimed held = claims.claim(owner, new Claim(List.of(A), "First", 0));
        CompletableFuture<Claimed> second = asking(owner, "Second", 1, A);
        CompletableFuture<Claimed> other = asking(owner(2), "Other", 1, A);
        assertThatThrownBy(other::join).hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThat(second).isNotDone();
        release(owner, held);
        assertThat(second.join()).isNotNull();
    }

    @Test
    void anOwnerThatIsGoneNeitherHoldsNorWaits() throws Exception {
        Owner holding = owner(1);
        claims.claim(holding, new Claim(List.of(A), "Holding", 0));
        Owner waiting = owner(2);
        CompletableFuture<Claimed> lost = asking(waiting, "Waiting", 0, A);
        CompletableFuture<Claimed> next = asking(owner(3), "Next", 0, A);
        claims.ownerGone(waiting);
        assertThatThrownBy(lost::join).hasMessageContaining("is gone");
        claims.ownerGone(holding);
        assertThat(next.join()).isNotNull();
    }

    private void release(Owner owner, Claimed claimed) {
        try {
            claims.release(owner, claimed.claim());
        } catch (ProviderFailure e) {
            throw new AssertionError(e);
        }
    }
}

package dev.browsersession.fake;

import static dev.browsersession.fake.FakeCloud.heldUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.lease.Keeper;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.SharedName;
import dev.browsersession.protocol.Sharing;
import dev.browsersession.testkit.Haste;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a keeper that was killed had at a provider. */
class LeftAtTheProviderTest extends FakeTestCase {

    private final CountDownLatch created = new CountDownLatch(1);

    @AfterEach
    void answer() {
        created.countDown();
    }

    @Test
    void isStoppedByTheNextKeeper() throws Exception {
        try (Keeper keeper = open()) {
            String id = keeper.acquire(session()).session().id();
            assertThat(journal()).contains(id, cloud.tagOf(id), "\"fake\"");
            killKeeper();
        }
        assertThat(cloud.running()).hasSize(1);
        long start = System.nanoTime();
        try (Keeper next = open()) {
            await().atMost(NET).untilAsserted(() -> assertThat(cloud.running()).isEmpty());
            System.out.printf(
                    "the next keeper was up and had stopped it after %d ms%n", (System.nanoTime() - start) / 1_000_000);
            assertThat(next.notices()).isEmpty();
            assertThat(next.acquire(session())
                            .release(false)
                            .stopped()
                            .orElseThrow()
                            .verified())
                    .isTrue();
        }
    }

    @Test
    void isFoundByItsTagWhereTheKeeperDiedBeforeItWasToldTheId() throws Exception {
        cloud.trouble("POST", heldUntil(created));
        try (Keeper keeper = open()) {
            CompletableFuture<Throwable> asked = CompletableFuture.supplyAsync(() -> keeper.acquire(session()))
                    .handle((lease, failure) -> failure);
            await().atMost(NET).until(() -> cloud.requests("POST") == 1);
            assertThat(journal()).contains("\"tag\"").doesNotContain("\"id\"");
            killKeeper();
            assertThat(asked.get(30, TimeUnit.SECONDS)).hasMessageContaining("ended while a session was being created");
        }
        try (Keeper next = open()) {
            await().atMost(NET).until(() -> cloud.requests("GET") > 0);
            assertThat(cloud.running()).isEmpty();
            created.countDown();
            await().atMost(NET).until(() -> cloud.requests("DELETE") == 1);
            await().atMost(NET).untilAsserted(() -> assertThat(cloud.running()).isEmpty());
            assertThat(next.isOpen()).isTrue();
        }
    }

    @Test
    void isNothingOfWhatWasBeingCreatedWhenItWasOnlyToldToEnd() throws Exception {
        cloud.trouble("POST", heldUntil(created));
        ProcessHandle ending = endsWhileCreating();
        created.countDown();
        await().atMost(NET).until(() -> !ending.isAlive());
        assertThat(cloud.requests("DELETE")).isEqualTo(1);
        assertThat(cloud.running()).isEmpty();
        assertThat(journaled()).isEmpty();
    }

    @Test
    void isNothingOfWhatWasThereWhileAKeeperThatWasToldToEndStillWaitsForACreate() throws Exception {
        try (Keeper keeper = open()) {
            keeper.acquire(lingering());
            cloud.trouble("POST", heldUntil(created));
            CompletableFuture<Throwable> asked = CompletableFuture.supplyAsync(() -> keeper.acquire(session()))
                    .handle((lease, failure) -> failure);
            await().atMost(NET).until(() -> cloud.requests("POST") == 2);
            ProcessHandle ending = keeper();

            ending.destroy();

            await().atMost(NET).until(() -> cloud.requests("DELETE") == 1);
            assertThat(ending.isAlive()).as("it waits for the other").isTrue();
            created.countDown();
            await().atMost(NET).until(() -> !ending.isAlive());
            assertThat(cloud.requests("DELETE")).isEqualTo(2);
            assertThat(asked.get(30, TimeUnit.SECONDS)).isNotNull();
        }
    }

    /** It goes on without its owner. */
    private Acquire lingering() {
        Acquire own = session();
        Sharing sharing = new Sharing(new SharedName("checkout", null), false, NET.toMillis() * 2, 0);
        return new Acquire(own.spec(), own.environment(), own.access(), 0, null, own.holder(), sharing);
    }

    @Test
    void isLookedForByTheNextOneWhereTheAnswerTookTooLongForAKeeperThatWasToldToEnd() throws Exception {
        cloud.trouble("POST", heldUntil(created));
        ProcessHandle ending;
        Haste haste = Haste.begin();
        try {
            ending = endsWhileCreating();
        } finally {
            haste.close();
        }
        long start = System.nanoTime();
        await().atMost(NET).until(() -> !ending.isAlive());
        System.out.printf(
                "a keeper that was told to end waited %d ms for an answer%n", (System.nanoTime() - start) / 1_000_000);
        assertThat(journal()).contains("\"tag\"").doesNotContain("\"id\"");
        try (Keeper next = open()) {
            created.countDown();
            await().atMost(NET).until(() -> cloud.requests("DELETE") == 1);
            assertThat(next.isOpen()).isTrue();
        }
    }

    /** Its owner has been told by then. */
    private ProcessHandle endsWhileCreating() throws Exception {
        try (Keeper keeper = open()) {
            CompletableFuture<Throwable> asked = CompletableFuture.supplyAsync(() -> keeper.acquire(session()))
                    .handle((lease, failure) -> failure);
            await().atMost(NET).until(() -> cloud.requests("POST") == 1);
            ProcessHandle ending = keeper();
            ending.destroy();
            assertThat(asked.get(30, TimeUnit.SECONDS)).hasMessageContaining("ended while a session was being created");
            return ending;
        }
    }

    @Test
    void isReportedUntilAnOwnerOfItsAccountComes() throws Exception {
        environment.put(FakeProvider.TOKEN, "planted-secret");
        Acquire ofTheAccount = session();
        String id;
        try (Keeper keeper = open()) {
            id = keeper.acquire(ofTheAccount).session().id();
            assertThat(journal()).contains(id).doesNotContain("planted", cloud.url());
            killKeeper();
        }
        environment.put(FakeProvider.TOKEN, "another-secret");
        try (Keeper next = open()) {
            assertThat(next.notices())
                    .singleElement()
                    .asString()
                    .contains("left session " + id, "at provider fake", "its ttl ends in", "the same account");
            next.acquire(session()).release(false);
            assertThat(cloud.running()).containsExactly(id);
            next.acquire(ofTheAccount).release(false);
            await().atMost(NET).untilAsserted(() -> assertThat(cloud.running()).isEmpty());
        }
        try (Keeper again = open()) {
            assertThat(again.notices()).isEmpty();
        }
    }

    @Test
    void byAnEmbeddedKeeperIsTakenOverByTheNextOne() throws Exception {
        parameters.put("browser.session.keeper", "embedded");
        Process owner = OwnerProcess.start(parameters, cloud.url());
        try {
            await().atMost(NET).until(() -> cloud.requests().contains("GET /cdp/fake-1"));
            owner.destroyForcibly().waitFor();
        } finally {
            owner.destroyForcibly();
        }
        assertThat(cloud.running()).hasSize(1);
        try (Keeper next = open()) {
            await().atMost(NET).untilAsserted(() -> assertThat(cloud.running()).isEmpty());
            assertThat(next.isOpen()).isTrue();
        }
    }
}

package dev.browsersession.fake;

import static dev.browsersession.fake.FakeCloud.doneAfter;
import static dev.browsersession.fake.FakeCloud.doneBut;
import static dev.browsersession.fake.FakeCloud.doneButCutOff;
import static dev.browsersession.fake.FakeCloud.heldUntil;
import static dev.browsersession.fake.FakeCloud.silence;
import static dev.browsersession.fake.FakeCloud.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.browsersession.ProviderException;
import dev.browsersession.fake.FakeCloud.Trouble;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import dev.browsersession.protocol.Stopped;
import dev.browsersession.testkit.Haste;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real keeper on a provider that does not do what it is asked. */
class TroubleAtTheProviderTest extends FakeTestCase {

    private Haste haste;

    @BeforeEach
    void keepersAreInHaste() {
        haste = Haste.begin();
    }

    @AfterEach
    void keepersAreAsUsual() {
        haste.close();
    }

    @Test
    void aStopThatFailsFiveTimesIsTriedUntilTheSessionIsGoneThoughItsOwnerHasLeft() {
        cloud.trouble("DELETE", status(500), status(500), status(500), status(500), status(500));
        try (Keeper keeper = open()) {
            Stopped stopped = keeper.acquire(session()).release(false).stopped().orElseThrow();
            assertThat(stopped.verified()).isFalse();
            assertThat(stopped.problem()).contains("status 500", "the keeper goes on trying");
            assertThat(cloud.running()).hasSize(1);
        }
        long start = System.nanoTime();
        await().atMost(NET).untilAsserted(() -> assertThat(cloud.running()).isEmpty());
        System.out.printf("gone %d ms after its owner left%n", (System.nanoTime() - start) / 1_000_000);
        assertThat(cloud.requests("DELETE")).isEqualTo(6);
    }

    @Test
    void aStopThatIsNeverAnsweredIsGivenUpAndTriedAgain() {
        cloud.trouble("DELETE", silence());
        try (Keeper keeper = open()) {
            Lease lease = keeper.acquire(session());
            long start = System.nanoTime();
            Stopped stopped = lease.release(false).stopped().orElseThrow();
            System.out.printf("the asker waited %d ms%n", (System.nanoTime() - start) / 1_000_000);
            assertThat(stopped.verified()).isFalse();
            assertThat(stopped.problem())
                    .contains("asked to stop session " + stopped.session() + ", has not answered within 4000 ms");
        }
        await().atMost(NET).untilAsserted(() -> assertThat(cloud.running()).isEmpty());
        assertThat(cloud.requests("DELETE")).isEqualTo(2);
    }

    @Test
    void aSessionThatTheProviderDoesNotKnowIsStopped() {
        try (Keeper keeper = open()) {
            Lease lease = keeper.acquire(session());
            cloud.lose(lease.session().id());
            Stopped stopped = lease.release(false).stopped().orElseThrow();
            assertThat(stopped.verified()).isTrue();
            assertThat(stopped.problem()).isNull();
        }
        assertThat(cloud.requests("DELETE")).isEqualTo(1);
    }

    @Test
    void aStopDoesNotWaitForACreateThatIsUnderWay() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (Keeper one = open();
                Keeper two = open()) {
            Lease there = one.acquire(session());
            cloud.trouble("POST", heldUntil(answered));
            CompletableFuture<Lease> asked = CompletableFuture.supplyAsync(() -> two.acquire(session()));
            await().atMost(NET).until(() -> cloud.requests("POST") == 2);

            Stopped stopped = there.release(false).stopped().orElseThrow();

            assertThat(stopped.verified()).as(stopped.problem()).isTrue();
            assertThat(cloud.requests("DELETE")).isEqualTo(1);
            assertThat(asked).isNotDone();
            answered.countDown();
            asked.get(30, TimeUnit.SECONDS).release(false);
        } finally {
            answered.countDown();
        }
    }

    static Stream<Named<Trouble>> unknownOutcomes() {
        return Stream.of(Named.of("status 503", doneBut(503)), Named.of("a connection that breaks", doneButCutOff()));
    }

    @ParameterizedTest
    @MethodSource("unknownOutcomes")
    void aCreateWhoseOutcomeIsUnknownIsNotSentAgainAndItsSessionIsFoundByItsTagAndStopped(Trouble trouble) {
        cloud.trouble("POST", trouble);
        try (Keeper keeper = open()) {
            assertThatThrownBy(() -> keeper.acquire(session()))
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("Whether there is a session is not known")
                    .hasMessageContaining("It had made session fake-1, which was found by its tag")
                    .hasMessageContaining("is being stopped");
            await().atMost(NET).untilAsserted(() -> assertThat(cloud.running()).isEmpty());
            assertThat(cloud.requests("POST")).isEqualTo(1);
            assertThat(keeper.acquire(session())
                            .release(false)
                            .stopped()
                            .orElseThrow()
                            .verified())
                    .isTrue();
        }
    }

    @Test
    void aCreateThatTakesEffectAfterItWasGivenUpIsFoundAndStopped() {
        CountDownLatch later = new CountDownLatch(1);
        cloud.trouble("POST", doneAfter(later, 504));
        try (Keeper keeper = open()) {
            assertThatThrownBy(() -> keeper.acquire(session()))
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("the keeper looks again for a while");
            later.countDown();
            await().atMost(NET).until(() -> cloud.requests("DELETE") == 1);
        }
        assertThat(cloud.requests("POST")).isEqualTo(1);
    }

    @Test
    void aSessionThatMayBeLeftAndCannotBeLookedForIsReportedWithItsTtl() throws Exception {
        options.put(FakeProvider.FIND, "false");
        ttl = Duration.ofSeconds(30);
        cloud.trouble("POST", doneBut(502));
        try (Keeper keeper = open()) {
            assertThatThrownBy(() -> keeper.acquire(session()))
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("status 502")
                    .hasMessageContaining("cannot be asked for it: if there is one, it is left")
                    .hasMessageContaining("its ttl ends in ")
                    .hasMessageContaining("Its tag is " + cloud.tagOf("fake-1"));
            assertThat(cloud.requests("POST")).isEqualTo(1);
            assertThat(journal()).contains(cloud.tagOf("fake-1"));
            cloud.lose("fake-1");
            await().atMost(NET.multipliedBy(2))
                    .untilAsserted(() -> assertThat(journaled()).isEmpty());
        }
    }

    @Test
    void aCreateThatIsRefusedLeavesNothingInTheJournal() throws Exception {
        cloud.trouble("POST", status(402));
        try (Keeper keeper = open()) {
            assertThatThrownBy(() -> keeper.acquire(session())).hasMessageContaining("status 402");
            assertThat(journaled()).isEmpty();
        }
    }

    @Test
    void aSessionThatIsCreatedAfterItsOwnerWasKilledIsStoppedAtOnce() throws Exception {
        CountDownLatch created = new CountDownLatch(1);
        cloud.trouble("POST", heldUntil(created));
        Process owner = OwnerProcess.start(parameters, cloud.url());
        try {
            await().atMost(NET).until(() -> cloud.requests("POST") == 1);
            owner.destroyForcibly().waitFor();
            created.countDown();
            long start = System.nanoTime();
            await().atMost(NET).until(() -> cloud.requests("DELETE") == 1);
            System.out.printf("the late session was stopped after %d ms%n", (System.nanoTime() - start) / 1_000_000);
            await().atMost(NET).untilAsserted(() -> assertThat(cloud.running()).isEmpty());
        } finally {
            owner.destroyForcibly();
        }
        assertThat(List.of(cloud.requests("POST"), cloud.requests("DELETE"))).containsExactly(1L, 1L);
    }
}

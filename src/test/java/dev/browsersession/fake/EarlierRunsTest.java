package dev.browsersession.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs before this one left at a provider. */
class EarlierRunsTest extends FakeTestCase {

    private static final Duration LONG_AGO = Duration.ofHours(3);
    private static final String RUN = "-0badcafe-00000001";

    private final List<String> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void project() {
        parameters.put("browser.session.tag", "shop");
        // Each owner is a run.
        parameters.put("browser.session.run", "0");
    }

    private Keeper opened() {
        Keeper keeper = open();
        keeper.whenSwept(told::add);
        return keeper;
    }

    private long looks() {
        return cloud.requests("GET");
    }

    private void endAll() {
        cloud.running().forEach(cloud::lose);
    }

    @Test
    void isStoppedWhereItIsOldEnoughAndOfThisProjectAndTheOwnerIsTold() {
        String left = cloud.has("shop" + RUN, LONG_AGO);
        String second = cloud.has("shop-0badcafe-00000002", Duration.ofMinutes(61));
        List<String> spared = List.of(
                cloud.has("shop-0badcafe-00000003", Duration.ofMinutes(59)),
                cloud.has("shopping" + RUN, LONG_AGO),
                cloud.has("shop-two" + RUN, LONG_AGO),
                cloud.has("shop-by-hand", LONG_AGO));
        try (Keeper keeper = opened()) {
            keeper.acquire(session()).release(false);
            await().atMost(NET).until(() -> !told.isEmpty());
            assertThat(told)
                    .singleElement()
                    .asString()
                    .startsWith("Earlier runs of this project had left 2 sessions at provider fake: ")
                    .contains(left + " (180 min old, tag shop" + RUN + ")", second + " (61 min old, tag shop-0badcafe-")
                    .endsWith("; they are stopped.");
            assertThat(cloud.running()).containsExactlyInAnyOrderElementsOf(spared);
        }
        endAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2})
    void isAsOldAsItIsByTheClockOfTheProvider(int hoursAhead) {
        cloud.clock(Duration.ofHours(hoursAhead));
        String left = cloud.has("shop" + RUN, Duration.ofMinutes(61));
        String used = cloud.has("shop-0badcafe-00000002", Duration.ofMinutes(5));
        try (Keeper keeper = opened()) {
            keeper.acquire(session()).release(false);
            await().atMost(NET).until(() -> !told.isEmpty());
            assertThat(told)
                    .singleElement()
                    .asString()
                    .contains(left + " (61 min old, ")
                    .doesNotContain(used);
            assertThat(cloud.running()).containsExactly(used);
        }
        endAll();
    }

    @Test
    void isLookedForOnceForARunAndAnAccount() {
        parameters.put(
                "browser.session.run", Long.toString(ProcessHandle.current().pid()));
        try (Keeper one = opened();
                Keeper sameRun = opened()) {
            one.acquire(session()).release(false);
            await().atMost(NET).until(() -> looks() == 1);
            String later = cloud.has("shop" + RUN, LONG_AGO);
            sameRun.acquire(session()).release(false);
            parameters.put("browser.session.run", "0");
            try (Keeper another = opened()) {
                another.acquire(session()).release(false);
                await().atMost(NET).until(() -> !cloud.running().contains(later));
                assertThat(looks()).isEqualTo(2);
                environment.put(FakeProvider.TOKEN, "another");
                one.acquire(session()).release(false);
                await().atMost(NET).until(() -> looks() == 3);
            }
        }
    }

    @Test
    void isLeftAloneWhereTheSettingSaysSo() {
        parameters.put("browser.session.sweep-age", "0");
        String left = cloud.has("shop" + RUN, LONG_AGO);
        try (Keeper keeper = opened()) {
            keeper.acquire(session()).release(false);
            keeper.acquire(session()).release(false);
            assertThat(looks()).isZero();
            assertThat(cloud.running()).containsExactly(left);
        }
        endAll();
    }

    @Test
    void isNotWhatLivingKeepersOfThisMachineHave() throws InterruptedException {
        parameters.put("browser.session.sweep-age", "1ms");
        try (Keeper one = opened()) {
            Lease sameKeeper = one.acquire(session());
            parameters.put("browser.session.keeper", "embedded");
            try (Keeper other = opened()) {
                String left = cloud.has("shop" + RUN, LONG_AGO);
                Lease otherKeeper = other.acquire(session());
                await().atMost(NET).until(() -> !cloud.running().contains(left));
                parameters.remove("browser.session.keeper");
                try (Keeper two = opened()) {
                    String again = cloud.has("shop" + RUN, LONG_AGO);
                    two.acquire(session()).release(false);
                    await().atMost(NET).until(() -> !cloud.running().contains(again));
                    assertThat(cloud.running())
                            .containsExactlyInAnyOrder(
                                    sameKeeper.session().id(),
                                    otherKeeper.session().id());
                }
            }
        }
    }

    @Test
    void isNotWhatThisRunHasMadeHoweverOldItIs() {
        try (Keeper keeper = opened()) {
            Lease lease = keeper.acquire(session());
            String tag = cloud.tagOf(lease.session().id());
            String own = cloud.has(tag.substring(0, tag.lastIndexOf('-')) + "-00000009", LONG_AGO);
            String left = cloud.has("shop" + RUN, LONG_AGO);
            environment.put(FakeProvider.TOKEN, "another");
            keeper.acquire(session()).release(false);

            await().atMost(NET).until(() -> !told.isEmpty());
            assertThat(told).singleElement().asString().contains(left).doesNotContain(own);
            assertThat(cloud.running()).contains(own).doesNotContain(left);
            lease.release(false);
        }
        endAll();
    }

    @Test
    void isSaidToBeThereWhereItCannotBeStopped() {
        String left = cloud.has("shop" + RUN, LONG_AGO);
        cloud.trouble("DELETE", FakeCloud.status(500));
        try (Keeper keeper = opened()) {
            Lease lease = keeper.acquire(session());
            await().atMost(NET).until(() -> !told.isEmpty());
            assertThat(told)
                    .singleElement()
                    .asString()
                    .isEqualTo(
                            left + " (180 min old, tag shop" + RUN + ") could not be stopped: the fake cloud answered"
                                    + " a stop of session " + left + " with status 500.");
            lease.release(false);
        }
        endAll();
    }

    @Test
    void doesNotKeepAnybodyWhereItCannotBeLookedFor() {
        cloud.trouble("GET", FakeCloud.status(500));
        try (Keeper keeper = opened()) {
            assertThat(keeper.acquire(session()).release(false).stopped()).isPresent();
            await().atMost(NET).until(() -> looks() == 1);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void makesRoomForWhoWaits() {
        String left = cloud.has("shop" + RUN, LONG_AGO);
        cloud.allow(1);
        cloud.retryAfter(60);
        try (Keeper keeper = opened()) {
            keeper.acquire(session("NextTest", NET)).release(false);
            assertThat(cloud.running()).doesNotContain(left);
        }
    }
}

package dev.browsersession.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.lease.Lease;
import dev.browsersession.lease.View;
import dev.browsersession.protocol.ViewOpened;
import dev.browsersession.webdriver.AttachedChromeDriver;
import dev.browsersession.webdriver.BrowserFinder;
import dev.browsersession.webdriver.ChromeOptionsParts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Random and nearly right bytes on all that a keeper opens, while an owner works on. {@code -Dattack.seed} repeats a run,
 * {@code -Dattack.seconds} makes it longer.
 */
@Timeout(3600)
class KeeperFuzzTest {

    private static final Duration NET = Duration.ofSeconds(60);

    private final long seed = Long.getLong("attack.seed", new Random().nextLong());
    private final Duration time = Duration.ofSeconds(Long.getLong("attack.seconds", 20));
    private final Map<String, AtomicLong> tries = new ConcurrentHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void nothingThatIsSentToAKeeperHarmsItOrAnotherOwner() throws Exception {
        System.out.println("fuzzing the keeper for " + time.toSeconds() + " s with -Dattack.seed=" + seed);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (KeeperUnderAttack keeper = KeeperUnderAttack.start()) {
            Path driver = BrowserFinder.driver(null, null);
            Lease lease = keeper.owner().acquire(KeeperUnderAttack.browser());
            Lease attackers = keeper.owner().acquire(KeeperUnderAttack.browser());
            try (View view = lease.open(true, null);
                    View attacked = attackers.open(true, null)) {
                ViewOpened facts = view.attachDriver(driver);
                List<Attack> attacks = attacks(keeper, facts, attacked.facts());
                ChromeDriver victim =
                        AttachedChromeDriver.attach(facts, driver, ChromeOptionsParts.of(new ChromeOptions()));
                warmUp(attacks);
                Census before = Census.of(keeper.pid());
                long pid = keeper.pid();
                List<CompletableFuture<Void>> parts = new ArrayList<>();
                parts.add(CompletableFuture.runAsync(() -> useAllTheTime(victim), threads));
                for (int i = 0; i < attacks.size(); i++) {
                    Attack attack = attacks.get(i);
                    Mutations mutations = new Mutations(new Random(seed + i));
                    parts.add(CompletableFuture.runAsync(() -> attack(attack, mutations), threads));
                }
                parts.forEach(part -> part.whenComplete((done, failure) -> over.compareAndSet(false, failure != null)));
                Awaitility.await()
                        .atMost(time.plus(NET))
                        .pollDelay(Duration.ZERO)
                        .until(new Elapsed(time, over)::isOver);
                over.set(true);
                parts.forEach(CompletableFuture::join);
                System.out.println("tries: " + tries + ", with -Dattack.seed=" + seed);

                Awaitility.await().atMost(NET).untilAsserted(() -> assertThat(
                                Census.of(pid).moreThan(before))
                        .as("what the keeper has more of, seed %d", seed)
                        .isEmpty());
                assertThat(keeper.pid()).isEqualTo(pid);
                assertThat(keeper.log())
                        .doesNotContain("a defect", "OutOfMemory", "exceptionCaught()", "LEAK", "\tat ");
                assertThat(lease.inspect().end()).isNull();
                victim.quit();
            }
            assertThat(lease.release(false).stopped().orElseThrow().verified()).isTrue();
            assertThat(attackers.release(false).stopped().orElseThrow().verified())
                    .isTrue();
        } finally {
            over.set(true);
            threads.shutdown();
        }
    }

    private static List<Attack> attacks(KeeperUnderAttack keeper, ViewOpened victim, ViewOpened attackers)
            throws Exception {
        int viewPort = URI.create("http://" + victim.debuggerAddress()).getPort();
        int front = URI.create(victim.webDriverUrl().value()).getPort();
        return List.of(
                new SocketAttack(keeper.socket(), "0123456789abcdef", victim.view()),
                new HttpAttack("the front's port", front),
                new HttpAttack("a view's port", viewPort),
                new ViewSocketAttack(URI.create(attackers.webSocketUrl().value())));
    }

    /** What is made at first use is there from now on. */
    private void warmUp(List<Attack> attacks) throws Exception {
        for (Attack attack : attacks) {
            Mutations mutations = new Mutations(new Random(1));
            for (int i = 0; i < 20; i++) {
                attack.once(mutations);
            }
        }
    }

    private void attack(Attack attack, Mutations mutations) {
        AtomicLong count = tries.computeIfAbsent(attack.toString(), name -> new AtomicLong());
        while (!over.get()) {
            try {
                attack.once(mutations);
                count.incrementAndGet();
            } catch (Exception | AssertionError e) {
                throw new AssertionError(attack + ", try " + count + ", -Dattack.seed=" + seed, e);
            }
        }
    }

    private void useAllTheTime(ChromeDriver victim) {
        AtomicLong count = tries.computeIfAbsent("page visits of the other owner", name -> new AtomicLong());
        while (!over.get()) {
            String title = "visit " + count.incrementAndGet();
            victim.get("data:text/html,<title>" + title + "</title>");
            assertThat(victim.getTitle()).isEqualTo(title);
        }
    }

    /** Over when the time is, or when somebody says so. */
    private record Elapsed(long endNanos, AtomicBoolean over) {

        Elapsed(Duration time, AtomicBoolean over) {
            this(System.nanoTime() + time.toNanos(), over);
        }

        boolean isOver() {
            return over.get() || System.nanoTime() - endNanos > 0;
        }
    }
}

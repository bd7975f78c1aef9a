package dev.browsersession.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.SessionConflictException;
import dev.browsersession.config.Settings;
import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.Claim;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.protocol.SharedName;
import dev.browsersession.protocol.Sharing;
import dev.browsersession.testkit.Leftovers;
import dev.browsersession.webdriver.BrowserFinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions with names, as several owners of one keeper have them. Each owner here is a connection of its own. */
@Timeout(120)
class SharedSessionsTest {

    private static final SharedName CHECKOUT = new SharedName("checkout", "/project");
    private static final SharedName SEARCH = new SharedName("search", "/project");

    private final List<Keeper> owners = new ArrayList<>();
    private Path state;

    @BeforeEach
    void ownStateDirectory() throws IOException {
        state = Files.createTempDirectory(Path.of("/tmp"), "bs-sh-");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        owners.forEach(Keeper::close);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Leftovers.processesNaming(state)
                .isEmpty());
        try (Stream<Path> sessions = Files.list(state.resolve("s"))) {
            assertThat(sessions.toList()).isEmpty();
        }
        try (Stream<Path> all = Files.walk(state)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private Keeper owner() {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("browser.session.state-dir", state.toString());
        parameters.put("browser.session.keeper-idle", "300ms");
        // As in an IDE, where no process but the test JVM is the run.
        parameters.put("browser.session.run", "0");
        Keeper owner = Keeper.open(new Settings(name -> Optional.ofNullable(parameters.get(name)), System.getenv()));
        owners.add(owner);
        return owner;
    }

    private void leave(Keeper owner) {
        owners.remove(owner);
        owner.close();
    }

    private static Acquire shared(SharedName name, Duration ttl, String holder) {
        return shared(new Sharing(name, false, 0, 0), ttl, holder);
    }

    private static Acquire shared(Sharing sharing, Duration ttl, String holder) {
        return new Acquire(
                new SessionSpec("local", ttl.toMillis(), true, Map.of(), null),
                Environments.forBrowser(System.getenv()),
                Access.NONE,
                0,
                BrowserFinder.browser(null).toString(),
                holder,
                sharing);
    }

    private static Acquire checkout(String holder) {
        return shared(CHECKOUT, Duration.ofMinutes(5), holder);
    }

    private static Claim claim(String holder, long limitMillis, SharedName... names) {
        return new Claim(List.of(names), holder, limitMillis);
    }

    private long browsers() {
        return Leftovers.browsersOf(state).size();
    }

    @Test
    void oneSessionIsCreatedHoweverManyAskAtTheSameMoment() {
        List<Keeper> asking = Stream.generate(this::owner).limit(6).toList();
        CountDownLatch together = new CountDownLatch(asking.size());
        List<CompletableFuture<Lease>> leases = asking.stream()
                .map(owner -> CompletableFuture.supplyAsync(() -> {
                    together.countDown();
                    return owner.acquire(checkout("Test of " + together));
                }))
                .toList();
        List<Lease> all = leases.stream().map(CompletableFuture::join).toList();
        assertThat(all.stream().map(lease -> lease.session().id()).distinct()).hasSize(1);
        assertThat(all.stream().filter(Lease::created)).hasSize(1);
        assertThat(browsers()).isEqualTo(1);
    }

    @Test
    void itIsStoppedWithItsLastOwner() {
        Keeper first = owner();
        Keeper second = owner();
        first.acquire(checkout("First"));
        Lease lease = second.acquire(checkout("Second"));
        leave(first);
        assertThat(lease.inspect().end()).isNull();
        assertThat(lease.release(false).kept()).isPresent();
        // The keeper may not have seen yet that the first owner is gone.
        Awaitility.await().untilAsserted(() -> assertThat(second.acquire(checkout("Second"))
                        .release(false)
                        .kept()
                        .orElseThrow()
                        .why())
                .contains("until owner"));
        assertThat(browsers()).isEqualTo(1);
        leave(second);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> browsers() == 0);
    }

    @Test
    void ofAnOwnerThatIsGoneNoViewStays() {
        Keeper dying = owner();
        Keeper staying = owner();
        Lease lost = dying.acquire(checkout("Dying"));
        Lease kept = staying.acquire(checkout("Staying"));
        View open = kept.open(true, null);
        int before = pages(kept);
        lost.open(true, null);
        lost.open(true, null);
        assertThat(pages(kept)).isEqualTo(before + 2);
        leave(dying);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> pages(kept) == before);
        assertThat(open.capture()).hasSize(1);
    }

    /** Of all contexts, as the browser itself lists them. */
    private static int pages(Lease lease) {
        URI browser = URI.create(lease.session().connectUrl().value());
        URI list = URI.create("http://" + browser.getAuthority() + "/json/list");
        try {
            String body = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                    .body();
            return body.split("\"type\": \"page\"", -1).length - 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anotherSpecUnderTheSameNameIsAConflictThatShowsBoth() {
        Keeper first = owner();
        Lease lease = first.acquire(checkout("CheckoutTest"));
        Keeper second = owner();
        Acquire different = shared(CHECKOUT, Duration.ofMinutes(7), "BasketTest");
        assertThatThrownBy(() -> second.acquire(different))
                .isInstanceOf(SessionConflictException.class)
                .hasMessageMatching(
                        "There is a shared session \"checkout\" already, with other attributes\\. It has provider"
                                + " local, ttl 5m, keepAlive true; asked for was provider local, ttl 7m, keepAlive true\\. They"
                                + " differ in ttl\\. It was created for CheckoutTest \\(process \\d+\\), and it is used by CheckoutTest"
                                + " \\(process \\d+\\), since \\d\\d:\\d\\d:\\d\\d\\. Give BasketTest the same attributes, or another"
                                + " name\\.");
        assertThat(lease.inspect().end()).isNull();
    }

    @Test
    void oneThatOnlyLingersGivesWayToAnEditedSpec() {
        Keeper first = owner();
        Lease lease = first.acquire(shared(new Sharing(CHECKOUT, false, 600_000, 0), Duration.ofMinutes(5), "First"));
        leave(first);
        Keeper next = owner();
        Acquire editedSpec = shared(CHECKOUT, Duration.ofMinutes(7), "Edited");
        // The keeper may see the next owner before it sees that the first has gone.
        Lease edited = Awaitility.await()
                .ignoreExceptionsInstanceOf(SessionConflictException.class)
                .until(() -> next.acquire(editedSpec), Lease::created);
        assertThat(edited.session().id()).isNotEqualTo(lease.session().id());
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> browsers() == 1);
    }

    @Test
    void theSameNameInAnotherProjectIsAnotherSession() {
        Keeper owner = owner();
        Lease one = owner.acquire(checkout("One"));
        Lease other = owner.acquire(shared(new SharedName("checkout", "/other"), Duration.ofMinutes(7), "Other"));
        assertThat(one.session().id()).isNotEqualTo(other.session().id());
    }

    @Test
    void itWaitsForItsLingerAndTheNextRunFindsIt() {
        Keeper first = owner();
        Sharing lingering = new Sharing(CHECKOUT, false, 600_000, 0);
        Lease lease = first.acquire(shared(lingering, Duration.ofMinutes(20), "First"));
        assertThat(lease.release(false).kept().orElseThrow().why())
                .matches("it stays until .+ is over, and 10m after it");
        leave(first);
        Keeper next = owner();
        Sharing brief = new Sharing(CHECKOUT, false, 500, 0);
        Lease found = next.acquire(shared(brief, Duration.ofMinutes(20), "Next"));
        assertThat(found.created()).isFalse();
        assertThat(found.session().id()).isEqualTo(lease.session().id());
        // From here on the last word on linger is half a second.
        leave(next);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> browsers() == 0);
    }

    @Test
    void oneWithTooLittleTtlLeftIsReplacedAndGoesOnForThoseWhoUseIt() {
        Keeper first = owner();
        Lease old = first.acquire(checkout("First"));
        Keeper second = owner();
        Sharing demanding =
                new Sharing(CHECKOUT, false, 0, Duration.ofMinutes(6).toMillis());
        Lease fresh = second.acquire(shared(demanding, Duration.ofMinutes(5), "Second"));
        assertThat(fresh.created()).isTrue();
        assertThat(fresh.session().id()).isNotEqualTo(old.session().id());
        assertThat(old.inspect().end()).isNull();
        assertThat(old.release(false).stopped()).isPresent();
        assertThat(fresh.inspect().end()).isNull();
        assertThat(browsers()).isEqualTo(1);
    }

    @Test
    void oneIsStoppedToWhoseLastLeaseWasOnTheOneBeforeIt() {
        Keeper first = owner();
        first.acquire(checkout("First"));
        Keeper second = owner();
        Sharing demanding =
                new Sharing(CHECKOUT, false, 0, Duration.ofMinutes(6).toMillis());
        second.acquire(shared(demanding, Duration.ofMinutes(5), "Second")).release(false);
        leave(second);
        leave(first);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> browsers() == 0);
    }

    @Test
    void oneThatHasEndedIsCreatedAnew() {
        Keeper owner = owner();
        Lease first = owner.acquire(checkout("First"));
        first.stop();
        Lease next = owner.acquire(checkout("Next"));
        assertThat(next.created()).isTrue();
        assertThat(next.inspect().end()).isNull();
    }

    @Test
    void whoWaitsForAnotherOwnerIsToldWhoHoldsItAndSinceWhen() {
        Keeper holding = owner();
        holding.claim(claim("CheckoutTest", 0, CHECKOUT));
        Keeper waiting = owner();
        Claim impatient = claim("BasketTest", 300, SEARCH, CHECKOUT);
        assertThatThrownBy(() -> waiting.claim(impatient))
                .isInstanceOf(SessionConflictException.class)
                .hasMessageMatching("The shared session \"checkout\" is taken: CheckoutTest \\(process "
                        + ProcessHandle.current().pid() + "\\) has had it since \\d\\d:\\d\\d:\\d\\d \\(for \\d+ s\\).*"
                        + "BasketTest waited 0\\.3 s.*acquire-timeout.*");
        // Having given up, it is in nobody's way.
        owner().claim(claim("SearchTest", 0, SEARCH)).close();
    }

    @Test
    void twoThatNeedTheSameTwoInOppositeOrderDoNotLockEachOtherOut() {
        Keeper one = owner();
        Keeper other = owner();
        List<CompletableFuture<Void>> turns = new ArrayList<>();
        for (int round = 0; round < 50; round++) {
            turns.add(CompletableFuture.runAsync(
                    () -> one.claim(claim("One", 0, CHECKOUT, SEARCH)).close()));
            turns.add(CompletableFuture.runAsync(
                    () -> other.claim(claim("Other", 0, SEARCH, CHECKOUT)).close()));
        }
        turns.forEach(CompletableFuture::join);
        owner().claim(claim("After", 1000, CHECKOUT, SEARCH)).close();
    }

    @Test
    void theDefaultContextIsOnlyForWhoHasClaimedIt() {
        Keeper claiming = owner();
        Keeper sharing = owner();
        ClaimedSessions claimed = claiming.claim(claim("Claiming", 0, CHECKOUT));
        Sharing exclusive = new Sharing(CHECKOUT, true, 0, 0);
        Lease own = claiming.acquire(shared(exclusive, Duration.ofMinutes(5), "Claiming"));
        own.open(false, null);
        Acquire unclaimed = shared(exclusive, Duration.ofMinutes(5), "Sharing");
        assertThatThrownBy(() -> sharing.acquire(unclaimed)).hasMessageContaining("has to be claimed before");
        Lease other = sharing.acquire(checkout("Sharing"));
        assertThat(other.session().id()).isEqualTo(own.session().id());
        assertThatThrownBy(() -> other.open(false, null)).hasMessageContaining("was not claimed");
        assertThatThrownBy(() -> other.clear(null))
                .isInstanceOf(SessionConflictException.class)
                .hasMessageContaining("Claiming");
        other.open(true, null).close();
        claimed.close();
        other.clear(null);
    }
}

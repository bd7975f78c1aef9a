package dev.browsersession.keeper;

import static dev.browsersession.fake.FakeCloud.heldUntil;
import static dev.browsersession.fake.FakeCloud.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.browsersession.fake.FakeCloud;
import dev.browsersession.fake.FakeProvider;
import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.ProviderDescription;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionProvider;
import dev.browsersession.provider.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a keeper makes of a provider that does not answer. What it asks in vain has a short limit here, all else a long one. */
@Timeout(60)
class KeptProviderTest {

    private static final Duration NET = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(500);

    private final ThreadPoolExecutor workers = (ThreadPoolExecutor) Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, String> options = new HashMap<>();
    private FakeCloud cloud;
    private SessionJournal journal;
    private LeftSessions left;
    private final FakeProvider fake = new FakeProvider();
    private Machinery machinery;

    @TempDir
    Path directory;

    @BeforeEach
    void start() {
        cloud = FakeCloud.start();
        options.put("fake.url", cloud.url());
        machinery = new Machinery(null, workers, timer, null, null, null, new ElapsedTime(), null);
        journal = SessionJournal.in(directory);
        left = new LeftSessions(journal, machinery);
    }

    private KeptProvider with(Duration create, Duration stop, Duration other) {
        return new KeptProvider(fake, journal, left, machinery, new CallLimits(create, stop, other));
    }

    private KeptProvider patient() {
        return with(NET, NET, NET);
    }

    @AfterEach
    void noThreadIsLeftWaiting() {
        await().atMost(NET)
                .untilAsserted(() -> assertThat(workers.getActiveCount()).isZero());
        timer.shutdownNow();
        workers.shutdownNow();
        cloud.close();
    }

    private String create(KeptProvider provider) throws ProviderFailure {
        SessionSpec spec = new SessionSpec("fake", 60_000, false, options, null);
        return provider.create(
                        spec,
                        new OwnerSurroundings(
                                new Acquire(spec, Map.of(), Access.NONE, 0, null, "a test", null), null, "a-tag"))
                .id();
    }

    @Test
    void aStopThatIsNotAnsweredFailsInTimeAndStaysInTheJournal() throws Exception {
        KeptProvider provider = with(NET, SHORT, NET);
        String id = create(provider);
        cloud.trouble("DELETE", silence());
        assertThatThrownBy(() -> provider.stop(id))
                .isInstanceOf(ProviderFailure.class)
                .hasMessage("Provider fake, asked to stop session fake-1, has not answered within 500 ms");
        assertThat(journal.left()).hasSize(1);
        await().atMost(NET).ignoreExceptionsInstanceOf(ProviderFailure.class).until(() -> {
            provider.stop(id);
            return true;
        });
        assertThat(cloud.running()).isEmpty();
        assertThat(journal.left()).isEmpty();
    }

    @Test
    void aLookThatIsNotAnsweredFailsInTime() throws Exception {
        String id = create(patient());
        cloud.trouble("GET", silence());
        // It may be given up before it is on its way.
        await().atMost(NET).until(() -> {
            assertThatThrownBy(() -> with(NET, NET, SHORT).inspect(id))
                    .hasMessage("Provider fake, asked how session fake-1 is, has not answered within 500 ms");
            return cloud.requests("GET") == 1;
        });
        assertThat(patient().inspect(id).running()).isTrue();
        patient().stop(id);
    }

    @Test
    void aCreateThatIsNotAnsweredFailsInTimeAndIsLookedForByItsTag() throws Exception {
        cloud.trouble("POST", silence());
        assertThatThrownBy(() -> create(with(SHORT, NET, NET)))
                .hasMessageContaining("asked to create a session, has not answered within 500 ms.")
                .hasMessageContaining("None with its tag a-tag")
                .extracting(it -> ((ProviderFailure) it).kind())
                .isEqualTo(Failure.Kind.PROVIDER);
        assertThat(left.isIdle()).isFalse();
        // None where it was given up before it was on its way.
        assertThat(cloud.requests("POST")).isLessThan(2);
    }

    @Test
    void aSessionThatIsCreatedAfterItsCreateWasGivenUpIsStoppedByTheIdThatCameLate() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        cloud.trouble("POST", heldUntil(latch));
        options.put("fake.find", "false");
        KeptProvider deaf =
                new KeptProvider(new DeafToInterrupts(fake), journal, left, machinery, new CallLimits(SHORT, NET, NET));
        assertThatThrownBy(() -> create(deaf)).hasMessageContaining("if there is one, it is left");
        assertThat(journal.left()).hasSize(1);
        latch.countDown();
        await().atMost(NET).until(() -> cloud.requests("DELETE") == 1);
        await().atMost(NET).untilAsserted(() -> assertThat(journal.left()).isEmpty());
        assertThat(cloud.running()).isEmpty();
    }

    private record DeafToInterrupts(SessionProvider provider) implements SessionProvider {
        @Override
        public ProvidedSession create(SessionSpec spec, Surroundings surroundings) {
            return CompletableFuture.supplyAsync(() -> {
                        try {
                            return provider.create(spec, surroundings);
                        } catch (ProviderFailure e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .join();
        }

        @Override
        public ProviderDescription describe() {
            return provider.describe();
        }

        @Override
        public ProvidedStatus inspect(String id) throws ProviderFailure {
            return provider.inspect(id);
        }

        @Override
        public void stop(String id) throws ProviderFailure {
            provider.stop(id);
        }

        @Override
        public Optional<Account> account(Map<String, String> options, Access access) throws ProviderFailure {
            return provider.account(options, access);
        }
    }

    @Test
    void aLookByTagThatIsNotAnsweredIsRepeated() throws Exception {
        patient().account(options, Access.NONE);
        cloud.trouble("POST", FakeCloud.doneBut(500));
        cloud.trouble("GET", silence());
        // Opening the account asks nobody, so it is done within any limit; the look by tag is not.
        assertThatThrownBy(() -> create(with(NET, NET, Duration.ofSeconds(2))))
                .hasMessageContaining("It cannot be looked for now")
                .hasMessageContaining("the keeper goes on trying, and its ttl ends in ");
        await().atMost(NET).untilAsserted(() -> assertThat(cloud.running()).isEmpty());
        assertThat(List.of(cloud.requests("POST"), cloud.requests("GET"))).containsExactly(1L, 2L);
    }

    @Test
    void aSessionThatCannotBeWrittenDownIsNotAskedFor() throws Exception {
        Files.writeString(directory.resolve("sessions"), "in the way");
        assertThatThrownBy(() -> create(with(SHORT, NET, NET)))
                .hasMessageStartingWith(
                        "No session was asked for: what must outlive the keeper cannot be written down");
        assertThat(cloud.requests("POST")).isZero();
    }
}

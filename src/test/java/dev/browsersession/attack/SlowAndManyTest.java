package dev.browsersession.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.lease.Lease;
import dev.browsersession.lease.View;
import dev.browsersession.protocol.ViewOpened;
import dev.browsersession.testkit.Haste;
import dev.browsersession.webdriver.BrowserFinder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Connections that are too many, too slow or too large. One owner works on meanwhile, and memory and files stay bounded. */
@Timeout(180)
class SlowAndManyTest {

    private static final Duration NET = Duration.ofSeconds(60);
    private static final int MANY = 1000;

    private static Haste haste;
    private static KeeperUnderAttack keeper;
    private static Lease lease;
    private static Census before;

    @BeforeAll
    static void startKeeper() throws Exception {
        haste = Haste.begin();
        keeper = KeeperUnderAttack.start();
        lease = keeper.owner().acquire(KeeperUnderAttack.browser());
        try (View view = lease.open(true, null)) {
            // What is kept warm is there from now on.
            view.attachDriver(chromedriver());
        }
        before = Census.of(keeper.pid());
    }

    @AfterAll
    static void endKeeper() throws Exception {
        haste.close();
        assertThat(lease.inspect().end()).isNull();
        lease.release(false);
        keeper.close();
    }

    @AfterEach
    void nothingHasGrown(TestInfo test) throws IOException {
        System.out.println(
                test.getDisplayName() + ": resident " + (Census.of(keeper.pid()).residentKilobytes() >> 10) + " MB");
        Awaitility.await().atMost(NET).untilAsserted(() -> assertThat(
                        Census.of(keeper.pid()).moreThan(before))
                .isEmpty());
        assertThat(lease.end()).isEmpty();
        assertThat(keeper.owner().isOpen()).isTrue();
    }

    @Test
    void aThousandSilentConnectionsToTheSocketAreNotKept() throws Exception {
        List<RawOwner> silent = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                silent.add(RawOwner.stranger(keeper.socket()));
            }
            ownersGoOn();
            Awaitility.await().atMost(NET).untilAsserted(() -> assertThat(
                            Census.of(keeper.pid()).moreThan(before))
                    .as("none is kept for longer than its time to say Hello")
                    .isEmpty());
        } finally {
            for (RawOwner connection : silent) {
                connection.close();
            }
        }
    }

    /** A front's and a view's ports can be reached by everybody on this machine. */
    @Test
    void aThousandConnectionsThatNeverFinishARequestAreNotKept() throws Exception {
        try (View view = lease.open(true, null)) {
            ViewOpened facts = view.attachDriver(chromedriver());
            for (URI port : List.of(
                    URI.create(facts.webDriverUrl().value()), URI.create("http://" + facts.debuggerAddress()))) {
                Census idle = Census.of(keeper.pid());
                List<Socket> slow = new ArrayList<>();
                for (int i = 0; i < MANY; i++) {
                    slow.add(connect(
                            port,
                            i % 2 == 0
                                    ? ""
                                    : "POST /x HTTP/1.1\r\nHost: 127.0.0.1:" + port.getPort()
                                            + "\r\nContent-Length: 100\r\n\r\n{"));
                }
                ownersGoOn();
                Awaitility.await().atMost(NET).untilAsserted(() -> assertThat(
                                Census.of(keeper.pid()).moreThan(idle))
                        .as(
                                "port of %s",
                                port.getPort()
                                        == URI.create("http://" + facts.debuggerAddress())
                                                .getPort())
                        .isEmpty());
                for (Socket socket : slow) {
                    socket.close();
                }
            }
        }
    }

    /** A request that is refused must not leave its connection open for more. */
    @Test
    void whoNamesNoViewAtTheFrontIsAnsweredAndSentAway() throws Exception {
        try (View view = lease.open(true, null)) {
            URI front =
                    URI.create(view.attachDriver(chromedriver()).webDriverUrl().value());
            try (Socket socket =
                    connect(front, "GET /nothing/status HTTP/1.1\r\nHost: 127.0.0.1:" + front.getPort() + "\r\n\r\n")) {
                socket.setSoTimeout((int) NET.toMillis());
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 404 ")
                        .contains("There is no view behind this address");
            }
        }
    }

    private static Socket connect(URI port, String bytes) throws IOException {
        Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port.getPort());
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static Path chromedriver() {
        return BrowserFinder.driver(null, null);
    }

    @Test
    void aLineBeforeHelloMayNotBeLong() throws Exception {
        try (RawOwner stranger = RawOwner.stranger(keeper.socket())) {
            assertThat(sendAndRead(stranger, spaces(100 << 10))).contains("BAD_REQUEST", "A line may have 64 KB here.");
        }
    }

    @Test
    void aLineAfterHelloHasALimitToo() throws Exception {
        try (RawOwner owner = RawOwner.greeted(keeper.socket())) {
            assertThat(sendAndRead(owner, spaces(33 << 20))).contains("BAD_REQUEST", "A line may have 32768 KB here.");
        }
    }

    /** Writes while the keeper may already have closed, and returns what it said. */
    private static String sendAndRead(RawOwner owner, byte[] bytes) throws IOException {
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return owner.nextLine();
            } catch (IOException e) {
                return "broken: " + e;
            }
        });
        try {
            owner.send(bytes);
        } catch (IOException closedMeanwhile) {
            assertThat(closedMeanwhile).hasMessageContaining("Broken pipe");
        }
        return answer.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** Each holds as much as its line; so they come one after the other, and those that stand still make room. */
    @Test
    void ownersThatStopInTheMiddleOfLargeLinesDoNotHoldUpAnother() throws Exception {
        List<RawOwner> stalled = new ArrayList<>();
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        ExecutorService writers = Executors.newCachedThreadPool();
        byte[] unfinished = spaces(31 << 20);
        try {
            for (int i = 0; i < 20; i++) {
                RawOwner owner = RawOwner.greeted(keeper.socket());
                stalled.add(owner);
                sent.add(CompletableFuture.runAsync(() -> sendAsFarAsItGoes(owner, unfinished), writers));
            }
            Awaitility.await()
                    .atMost(NET)
                    .until(() -> sent.stream().filter(CompletableFuture::isDone).count() >= 2);
            ownersGoOn();
            long resident = Census.of(keeper.pid()).residentKilobytes() >> 10;
            long started = System.nanoTime();
            RawOwner.sendLargeRequest(keeper.socket());
            System.out.printf(
                    "a 30 MB line behind 20 that stand still: %d ms%n", (System.nanoTime() - started) / 1_000_000);
            System.out.printf("resident memory with 20 unfinished lines of 31 MB: %d MB%n", resident);
            assertThat(resident).as("resident MB").isLessThan(700);
        } finally {
            for (RawOwner owner : stalled) {
                owner.close();
            }
            writers.shutdown();
            assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void sendAsFarAsItGoes(RawOwner owner, byte[] bytes) {
        try {
            owner.send(bytes);
        } catch (IOException closed) {
            // By the keeper, because another had to wait, or at the end of the test.
            assertThat(closed).isNotNull();
        }
    }

    @Test
    void anOwnerThatAsksForMoreThanItReadsIsNotReadFromAnyMore() throws Exception {
        byte[] request =
                "{\"id\":5,\"type\":\"Describe\",\"body\":{\"provider\":\"local\"}}\n".getBytes(StandardCharsets.UTF_8);
        RawOwner greedy = RawOwner.greeted(keeper.socket());
        AtomicLong sent = new AtomicLong();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            try {
                while (sent.get() < 300_000) {
                    greedy.send(request);
                    sent.incrementAndGet();
                }
            } catch (IOException closed) {
                assertThat(closed).isNotNull();
            }
        });
        ownersGoOn();
        AtomicLong seen = new AtomicLong();
        Awaitility.await("it is not read from any more")
                .atMost(NET)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> seen.getAndSet(sent.get()) == sent.get());
        long resident = Census.of(keeper.pid()).residentKilobytes();
        assertThat(writing).as("the writer, who reads nothing").isNotDone();
        greedy.close();
        writing.orTimeout(60, TimeUnit.SECONDS).exceptionally(closed -> null).join();
        assertThat(resident >> 10).as("resident MB").isLessThan(800);
    }

    /** What it asks for somebody else has, so that none of its requests is done before all have been sent. */
    @Test
    void requestsUnderWayAreBounded() throws Exception {
        String claim = "{\"names\":[{\"name\":\"taken\"}],\"holder\":\"attack\",\"limitMillis\":0}";
        try (RawOwner holder = RawOwner.greeted(keeper.socket());
                RawOwner owner = RawOwner.greeted(keeper.socket())) {
            assertThat(RawOwner.type(holder.askLine("{\"id\":100,\"type\":\"Claim\",\"body\":" + claim + "}", 100)))
                    .isEqualTo("Claimed");
            StringBuilder requests = new StringBuilder();
            for (int i = 100; i < 1100; i++) {
                requests.append("{\"id\":" + i + ",\"type\":\"Claim\",\"body\":" + claim + "}\n");
            }
            owner.send(requests.toString().getBytes(StandardCharsets.UTF_8));
            String refusal = owner.nextLine();
            // Who waits is told so after a while.
            while (refusal != null && !refusal.contains("\"LIMIT\"")) {
                refusal = owner.nextLine();
            }
            assertThat(refusal).contains("This JVM has 256 requests under way");
            // Until it runs, a thread has the name of the one that has started it.
            Awaitility.await().atMost(NET).untilAsserted(() -> assertThat(
                            Census.of(keeper.pid()).threads().get("keeper-worker"))
                    .isBetween(256L, 300L));
            ownersGoOn();
        }
    }

    private static byte[] spaces(int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) ' ');
        return bytes;
    }

    private static void ownersGoOn() throws IOException {
        assertThat(lease.end()).isEmpty();
        try (RawOwner another = RawOwner.greeted(keeper.socket())) {
            assertThat(RawOwner.type(another.ask("Describe", Map.of("provider", "local"))))
                    .isEqualTo("ProviderDescription");
        }
    }
}

package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.browsersession.network.Way;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.ProvidedSession;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The connection to a browser elsewhere. */
@Timeout(60)
class SessionLinkTest {

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService workers = Executors.newCachedThreadPool();

    @AfterEach
    void close() throws Exception {
        workers.shutdownNow();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).sync();
    }

    private SessionLink link(String url) {
        Machinery machinery = new Machinery(loops, workers, null, null, null, null, null, null);
        return new SessionLink(
                ProvidedSession.overCdp("s1", new Secret(url)), false, Way.DIRECT, machinery, reason -> {});
    }

    /** The keeper has one timer, by which every session's ttl is enforced. */
    @Test
    void isKeptWarmWithoutWaitingForAConnectionThatIsBeingMade() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SessionLink link = link("ws://127.0.0.1:" + silent.getLocalPort() + "/");
            Future<?> connecting = workers.submit(link::connect);
            try (Socket accepted = silent.accept()) {
                link.keepWarm();
                assertThat(connecting.isDone()).isFalse();
                assertThat(accepted.isConnected()).isTrue();
            }
            assertThatThrownBy(connecting::get).hasMessageContaining("could not connect to the browser");
        }
    }

    /** A full server lets who connects wait. */
    @Test
    void theFirstConnectionIsGivenUpWhenNobodyWantsItAnyMore() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SessionLink link = link("ws://127.0.0.1:" + silent.getLocalPort() + "/");
            CompletableFuture<Void> unwanted = new CompletableFuture<>();
            Future<?> connecting = workers.submit(() -> {
                link.connectFirst(unwanted);
                return null;
            });
            try (Socket accepted = silent.accept()) {
                unwanted.complete(null);
                assertThatThrownBy(connecting::get).hasMessageContaining("nobody wants it any more");
                accepted.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    @Test
    void aUrlThatIsNoneIsNotRepeated() {
        Throwable failure =
                catchThrowable(() -> link("wss://h/?signingKey=a secret").connect());

        assertThat(failure).hasMessage("its provider gave a CDP URL that is none");
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("a secret");
    }
}

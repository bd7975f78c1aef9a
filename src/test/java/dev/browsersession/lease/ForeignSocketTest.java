package dev.browsersession.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What listens, or does not, where a keeper's socket should be. */
@Timeout(90)
class ForeignSocketTest {

    @RegisterExtension
    final OwnKeepers keepers = new OwnKeepers();

    private final List<SocketChannel> clients = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeClients() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
    }

    /** What somebody else's listener does with who comes. */
    enum Listener {
        SAYS_NOTHING {
            @Override
            void serve(SocketChannel client) {}
        },
        SAYS_SOMETHING_ELSE {
            @Override
            void serve(SocketChannel client) throws IOException {
                client.write(ByteBuffer.wrap("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
            }
        },
        ANSWERS_WITH_ANOTHER_MESSAGE {
            @Override
            void serve(SocketChannel client) throws IOException {
                client.write(
                        ByteBuffer.wrap("{\"id\":1,\"type\":\"Done\",\"body\":{}}\n".getBytes(StandardCharsets.UTF_8)));
            }
        },
        CLOSES {
            @Override
            void serve(SocketChannel client) throws IOException {
                client.close();
            }
        };

        abstract void serve(SocketChannel client) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void somebodyElsesListenerIsPassedOverByAKeeperThatTakesItsPlace(Listener listener) throws Exception {
        Path socket = leftDirectory().resolve("sock");
        try (ServerSocketChannel foreign = listen(socket)) {
            serve(foreign, listener);
            try (Keeper keeper = keepers.open();
                    Keeper second = keepers.open()) {
                assertThat(keeper.describe("local").runsHere()).isTrue();
                assertThat(second.describe("local").runsHere()).isTrue();
                assertThat(keepers.processes()).hasSize(1);
            }
        }
    }

    @Test
    void aSocketFileThatNobodyListensOnIsReplaced() throws Exception {
        Path socket = leftDirectory().resolve("sock");
        listen(socket).close();
        assertThat(socket).exists();
        try (Keeper keeper = keepers.open()) {
            assertThat(keeper.describe("local").runsHere()).isTrue();
        }
    }

    @Test
    void aKeeperWhoseSocketIsDeletedIsFoundAgain() throws Exception {
        keepers.idle("30s");
        try (Keeper first = keepers.open()) {
            Files.delete(keepers.directory().resolve("sock"));
            try (Keeper second = keepers.open()) {
                assertThat(second.identity()).isEqualTo(first.identity());
            }
        }
        end();
    }

    @Test
    void aKeeperWhoseSocketIsReplacedIsFoundAgain() throws Exception {
        keepers.idle("30s");
        try (Keeper first = keepers.open()) {
            Path socket = keepers.directory().resolve("sock");
            Files.delete(socket);
            try (ServerSocketChannel foreign = listen(socket)) {
                serve(foreign, Listener.SAYS_NOTHING);
                try (Keeper second = keepers.open()) {
                    assertThat(second.identity()).isEqualTo(first.identity());
                }
            }
        }
        end();
    }

    @Test
    void aKeeperWhoseDirectoryIsDeletedLeavesItsSuccessorAlone() throws Exception {
        Keeper first = keepers.open();
        long old = keepers.process().pid();
        keepers.idle("30s");
        // In one step: a keeper that looks while files go one by one can put its socket back between them.
        OwnKeepers.delete(Files.move(keepers.directory(), keepers.state().resolve("deleted")));
        try (Keeper second = keepers.open()) {
            assertThat(second.identity()).isNotEqualTo(first.identity());
            assertThat(first.describe("local").runsHere()).isTrue();

            first.close();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> keepers.processes().stream()
                    .noneMatch(process -> process.pid() == old));

            assertThat(keepers.directory().resolve("sock")).exists();
            assertThat(keepers.directory().resolve("pid"))
                    .hasContent(Long.toString(keepers.process().pid()));
            try (Keeper third = keepers.open()) {
                assertThat(third.identity()).isEqualTo(second.identity());
            }
        }
        end();
    }

    private Path leftDirectory() throws IOException {
        keepers.open().close();
        keepers.awaitNone();
        return keepers.directory();
    }

    private static ServerSocketChannel listen(Path socket) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        return listener;
    }

    private void serve(ServerSocketChannel listener, Listener how) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            SocketChannel client = listener.accept();
                            clients.add(client);
                            how.serve(client);
                        }
                    } catch (IOException closed) {
                        // by the end of the test
                    }
                },
                "foreign listener");
        thread.setDaemon(true);
        thread.start();
    }

    private void end() {
        keepers.process().destroy();
    }
}

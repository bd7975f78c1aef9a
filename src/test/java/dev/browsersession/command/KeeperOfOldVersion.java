package dev.browsersession.command;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Scanner;

/** Answers every greeting as a keeper does that does not know it. */
final class KeeperOfOldVersion {

    private static final String ANSWER =
            "{\"id\":0,\"type\":\"Failure\",\"body\":{\"kind\":\"BAD_REQUEST\",\"message\":\"there is no request of that type\"}}\n";

    private KeeperOfOldVersion() {}

    static ServerSocketChannel listen(Path socket) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(() -> serve(server), "keeper-of-old-version");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static void serve(ServerSocketChannel server) {
        try {
            while (server.isOpen()) {
                try (SocketChannel client = server.accept()) {
                    new Scanner(Channels.newInputStream(client), StandardCharsets.UTF_8).nextLine();
                    client.write(StandardCharsets.UTF_8.encode(ANSWER));
                }
            }
        } catch (AsynchronousCloseException e) {
            // The test is over.
        } catch (ClosedChannelException e) {
            // As well.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

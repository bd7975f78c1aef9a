package dev.browsersession.keeper.command;

import dev.browsersession.cdp.Patience;
import dev.browsersession.keeper.KeeperJson;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.KeeperState;
import dev.browsersession.protocol.Message;
import dev.browsersession.protocol.MessageTypes;
import dev.browsersession.protocol.OperatorHello;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** An operator's connection to one keeper. For one thread. */
final class OperatorConnection implements AutoCloseable {

    static final Duration ANSWER_LIMIT = Patience.of(Duration.ofSeconds(10));

    private final SocketChannel channel;
    private final Selector selector;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14).flip();
    private final Map<Long, Message> arrived = new HashMap<>();
    private KeeperState state;
    private long ids;

    private OperatorConnection(SocketChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    /**
     * Connects and greets.
     *
     * @throws RefusedException if the keeper speaks another protocol
     * @throws SocketTimeoutException if it does not answer
     * @throws IOException if there is none
     */
    static OperatorConnection open(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            OperatorConnection connection = new OperatorConnection(channel, selector);
            connection.greet();
            return connection;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void greet() throws IOException {
        OperatorHello hello =
                new OperatorHello(MessageTypes.PROTOCOL, ProcessHandle.current().pid());
        state = ask(hello, KeeperState.class, ANSWER_LIMIT);
    }

    /** As it was when this was opened. */
    KeeperState state() {
        return state;
    }

    /** @throws RefusedException with the keeper's own words, if it says no */
    <T extends Message> T ask(Message request, Class<T> answerType, Duration limit) throws IOException {
        return answer(send(request), answerType, limit);
    }

    /** Sends a request, whose answer may be fetched by the number that this returns. */
    long send(Message request) throws IOException {
        long id = ++ids;
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(KeeperJson.line(id, request) + "\n");
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return id;
    }

    /** Waits for one answer; others that come before it are put by. */
    <T extends Message> T answer(long id, Class<T> answerType, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        Message answer = arrived.remove(id);
        while (answer == null) {
            KeeperJson.Envelope next = read(deadline);
            // What is refused before it is read has the number 0.
            if (next.id() == id || next.id() == 0) {
                answer = next.body();
            } else {
                arrived.put(next.id(), next.body());
            }
        }
        if (answer instanceof Failure failure) {
            throw new RefusedException(failure.message());
        }
        return answerType.cast(answer);
    }

    private KeeperJson.Envelope read(long deadline) throws IOException {
        while (true) {
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '\n') {
                    return take();
                }
                line.write(next);
            }
            awaitInput(deadline);
            buffer.clear();
            int read = channel.read(buffer);
            buffer.flip();
            if (read < 0) {
                throw new EOFException("the keeper closed the connection");
            }
        }
    }

    private KeeperJson.Envelope take() throws IOException {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        try {
            return KeeperJson.envelope(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("its answer cannot be read: " + e.getMessage(), e);
        }
    }

    private void awaitInput(long deadline) throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0 || selector.select(millis) == 0) {
            throw new SocketTimeoutException("the keeper does not answer");
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}

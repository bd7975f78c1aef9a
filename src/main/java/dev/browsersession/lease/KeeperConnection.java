package dev.browsersession.lease;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The one connection of this owner to its keeper. Its end means to the keeper that the owner is gone.
 *
 * <p>Only the two threads of this class touch the channel. A Unix socket's channel is closed by an interrupt of the thread that
 * is in it, and tests are interrupted, by {@code @Timeout} for one: a test's thread in it would end every session.
 */
final class KeeperConnection implements AutoCloseable {

    private static final String END = "";
    private static final int MEGABYTE = 1 << 20;
    /** The keeper takes 32 MB in one line. */
    private static final int LONGEST_LINE = 30 * MEGABYTE;

    private final SocketChannel channel;
    private final Consumer<Message> events;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<Message>> waiting = new ConcurrentHashMap<>();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final CompletableFuture<IOException> closed = new CompletableFuture<>();

    KeeperConnection(SocketChannel channel, Consumer<Message> events) {
        this.channel = channel;
        this.events = events;
        thread("browser-session-reader", this::readAll).start();
        thread("browser-session-writer", this::writeAll).start();
    }

    /**
     * Sends a request; completes with the answer, or exceptionally with a {@link FailureException}, or with what
     * {@link #closed()} completes with.
     */
    CompletableFuture<Message> send(Message request) {
        long id = ids.incrementAndGet();
        String line = Wire.line(id, request);
        CompletableFuture<Message> answer = new CompletableFuture<>();
        if (line.length() > LONGEST_LINE) {
            answer.completeExceptionally(new FailureException(new Failure(
                    Failure.Kind.CONFIGURATION,
                    "What the session is configured with is too large: " + line.length() / MEGABYTE + " MB, of "
                            + LONGEST_LINE / MEGABYTE + " MB at most. Are there large extensions?")));
            return answer;
        }
        waiting.put(id, answer);
        lines.add(line);
        if (closed.isDone()) {
            failWaiting();
        }
        return answer;
    }

    /** Completed once the connection is gone: with a {@link ClosedChannelException} where it just ended. */
    CompletableFuture<IOException> closed() {
        return closed;
    }

    @Override
    public void close() {
        lines.add(END);
    }

    private void readAll() {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            while (channel.read(buffer) >= 0) {
                buffer.flip();
                takeLines(buffer, line);
                buffer.clear();
            }
            gone(new ClosedChannelException());
        } catch (IOException e) {
            gone(ended(e));
        } catch (RuntimeException e) {
            gone(new IOException("it sent a line that cannot be read: " + e.getMessage(), e));
        }
    }

    /** A connection that is reset, or closed by ourselves, has ended like any other. */
    private static ClosedChannelException ended(Exception cause) {
        ClosedChannelException ended = new ClosedChannelException();
        ended.initCause(cause);
        return ended;
    }

    private void takeLines(ByteBuffer buffer, ByteArrayOutputStream line) {
        while (buffer.hasRemaining()) {
            byte next = buffer.get();
            if (next == '\n') {
                take(Wire.read(line.toString(StandardCharsets.UTF_8)));
                line.reset();
            } else {
                line.write(next);
            }
        }
    }

    private void take(Wire.Envelope envelope) {
        CompletableFuture<Message> answer = waiting.remove(envelope.id());
        if (answer == null) {
            events.accept(envelope.body());
        } else if (envelope.body() instanceof Failure failure) {
            answer.completeExceptionally(new FailureException(failure));
        } else {
            answer.complete(envelope.body());
        }
    }

    private void writeAll() {
        try {
            for (String line = lines.take(); !line.equals(END); line = lines.take()) {
                ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException | InterruptedException e) {
            gone(ended(e));
        } finally {
            closeChannel();
        }
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            gone(ended(e));
        }
    }

    private void gone(IOException reason) {
        closed.complete(reason);
        lines.add(END);
        failWaiting();
    }

    private void failWaiting() {
        waiting.values().removeIf(answer -> {
            answer.completeExceptionally(closed.join());
            return true;
        });
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}

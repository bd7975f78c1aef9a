package dev.browsersession.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Makes a loopback port look far away: bytes come out half of the round trip after they went in, each way, however many are on
 * their way. A connect costs nothing, as the kernel accepts it here.
 */
public final class DelayingProxy implements AutoCloseable {

    private static final int CHUNK = 64 << 10;

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final long oneWayNanos;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private DelayingProxy(ServerSocket server, InetSocketAddress target, Duration roundTrip) {
        this.server = server;
        this.target = target;
        this.oneWayNanos = roundTrip.toNanos() / 2;
    }

    /** Starts a proxy to a port of this machine. */
    public static DelayingProxy start(int port, Duration roundTrip) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        ServerSocket server = new ServerSocket(0, 50, loopback);
        DelayingProxy proxy = new DelayingProxy(server, new InetSocketAddress(loopback, port), roundTrip);
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    /** The same URL, through this proxy. */
    public URI through(URI url) {
        return URI.create(url.toString().replace(":" + target.getPort(), ":" + server.getLocalPort()));
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                Socket far = new Socket(target.getAddress(), target.getPort());
                join(client, far);
                join(far, client);
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void join(Socket from, Socket to) throws IOException {
        sockets.add(from);
        from.setTcpNoDelay(true);
        DelayQueue<Chunk> underWay = new DelayQueue<>();
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        threads.execute(() -> read(in, underWay));
        threads.execute(() -> write(underWay, out, to));
    }

    private void read(InputStream in, DelayQueue<Chunk> underWay) {
        byte[] buffer = new byte[CHUNK];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                underWay.add(chunk(Arrays.copyOf(buffer, read)));
            }
        } catch (IOException e) {
            // A reset is an end like any other.
        } finally {
            underWay.add(chunk(null));
        }
    }

    private Chunk chunk(byte[] bytes) {
        return new Chunk(bytes, System.nanoTime() + oneWayNanos);
    }

    private void write(DelayQueue<Chunk> underWay, OutputStream out, Socket to) {
        try (to) {
            for (Chunk chunk = underWay.take(); chunk.bytes != null; chunk = underWay.take()) {
                out.write(chunk.bytes);
            }
        } catch (IOException e) {
            // Who is gone gets no more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }

    /** Bytes under way; none at the end of all. Chunks of one direction are due in the order in which they were read. */
    // Nobody compares two.
    @SuppressWarnings("ArrayRecordComponent")
    private record Chunk(byte[] bytes, long dueNanos) implements Delayed {

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(dueNanos, ((Chunk) other).dueNanos);
        }
    }
}

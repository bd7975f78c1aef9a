package dev.browsersession.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** TLS on loopback before a server that has none. */
public final class TlsTerminator implements AutoCloseable {

    private final ServerSocket server;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private TlsTerminator(ServerSocket server, int port) {
        this.server = server;
        this.port = port;
    }

    public static TlsTerminator before(int port, SSLContext tls) throws IOException {
        TlsTerminator terminator = new TlsTerminator(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        terminator.threads.execute(terminator::accept);
        return terminator;
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket host = new Socket(InetAddress.getLoopbackAddress(), port)) {
            sockets.add(host);
            InputStream in = client.getInputStream();
            byte[] first = new byte[16 << 10];
            int length = in.read(first);
            if (length < 0) {
                return;
            }
            // Chrome answers to hosts that are addresses only.
            String head = new String(first, 0, length, StandardCharsets.ISO_8859_1)
                    .replaceFirst("(?im)^(?<name>host: *)" + Certificates.HOST, "${name}127.0.0.1");
            threads.execute(() -> pipe(host, client));
            OutputStream out = host.getOutputStream();
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            in.transferTo(out);
        } catch (IOException e) {
            // Not trusted, or gone.
            sockets.remove(client);
        }
    }

    private void pipe(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            sockets.remove(from);
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
}

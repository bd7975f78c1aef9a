package dev.browsersession.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP proxy on loopback that wants a user and a password. It opens tunnels, reads what is not tunnelled, and finds every
 * host on loopback, those too that nobody else knows.
 */
public final class ConnectProxy implements AutoCloseable {

    private final ServerSocket server;
    private final String credentials;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();

    private ConnectProxy(ServerSocket server, String credentials) {
        this.server = server;
        this.credentials = credentials;
    }

    public static ConnectProxy start(String user, String password) throws IOException {
        String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        ConnectProxy proxy =
                new ConnectProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "Basic " + both);
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The first lines of the requests that were passed on. */
    public List<String> passed() {
        return passed;
    }

    /** The first lines of the requests whose credentials were not right. */
    public List<String> refused() {
        return refused;
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
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            List<String> head = head(in);
            if (head.isEmpty()) {
                return;
            }
            if (head.stream().noneMatch(line -> isHeader(line, "proxy-authorization", credentials))) {
                refused.add(head.get(0));
                client.getOutputStream().write(bytes("""
                                HTTP/1.1 407 Proxy Authentication Required\r
                                Proxy-Authenticate: Basic realm="x"\r
                                Content-Length: 0\r
                                Connection: close\r
                                \r
                                """));
                return;
            }
            passed.add(head.get(0));
            pass(client, in, head);
        } catch (IOException e) {
            // Either side may leave whenever it likes.
            sockets.remove(client);
        }
    }

    private void pass(Socket client, InputStream in, List<String> head) throws IOException {
        String[] first = head.get(0).split(" ");
        boolean tunnel = first[0].equals("CONNECT");
        String authority = tunnel ? first[1] : first[1].replaceFirst("^http://([^/]+)/.*", "$1");
        try (Socket host =
                new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(authority.replaceFirst("^.*:", "")))) {
            sockets.add(host);
            if (tunnel) {
                client.getOutputStream().write(bytes("HTTP/1.1 200 Connection established\r\n\r\n"));
            } else {
                host.getOutputStream().write(bytes(forwarded(head, first)));
            }
            threads.execute(() -> pipe(host, client));
            in.transferTo(host.getOutputStream());
            host.shutdownOutput();
        }
    }

    private static String forwarded(List<String> head, String[] first) {
        StringBuilder forwarded = new StringBuilder(
                first[0] + " " + first[1].replaceFirst("^http://[^/]+", "") + " HTTP/1.1\r\nConnection: close\r\n");
        head.stream()
                .skip(1)
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("proxy-")
                        && !line.toLowerCase(Locale.ROOT).startsWith("connection:"))
                .forEach(line -> forwarded.append(line).append("\r\n"));
        return forwarded.append("\r\n").toString();
    }

    private void pipe(Socket from, Socket to) {
        try (from;
                to) {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
        } catch (IOException e) {
            sockets.remove(from);
        }
    }

    private static List<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return List.of();
            }
            head.write(next);
            text = head.toString(StandardCharsets.ISO_8859_1);
        }
        return text.strip().lines().toList();
    }

    private static boolean isHeader(String line, String name, String value) {
        String[] parts = line.split(":", 2);
        return parts.length == 2
                && parts[0].equalsIgnoreCase(name)
                && parts[1].strip().equals(value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
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

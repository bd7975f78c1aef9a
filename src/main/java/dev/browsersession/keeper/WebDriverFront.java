package dev.browsersession.keeper;

import dev.browsersession.cdp.Newcomers;
import dev.browsersession.protocol.Secret;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where WebDriver requests of views arrive: one loopback port on which each view has a path that cannot be guessed, and from
 * which its requests go to the driver that is nearest to its browser.
 */
final class WebDriverFront implements AutoCloseable {

    private static final int LONGEST_LINE = 16 << 10;
    private static final int LARGEST_HEAD = 64 << 10;
    private static final int CHUNK = 64 << 10;
    private static final int SECRET_BYTES = 16;

    private final Map<String, FrontRoute> routes = new ConcurrentHashMap<>();
    // Which view opened a WebDriver session: a driver serves many, and none may use another's.
    private final Map<String, FrontRoute> sessionOwners = new ConcurrentHashMap<>();
    private final Newcomers newcomers = new Newcomers();
    private Channel server;

    private WebDriverFront() {}

    /** Listens on a loopback port; connections are served on the given event loops. */
    static WebDriverFront open(EventLoopGroup loops) throws IOException {
        WebDriverFront front = new WebDriverFront();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        front.newcomers.add(channel);
                        channel.pipeline()
                                .addLast(new HeadTimeLimit())
                                .addLast(new HttpServerCodec(LONGEST_LINE, LARGEST_HEAD, CHUNK))
                                .addLast(new FlowControlHandler())
                                .addLast(new FrontConnection(front));
                    }
                });
        try {
            front.server = bootstrap
                    .bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0))
                    .sync()
                    .channel();
            return front;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while opening a port for WebDriver requests", e);
        }
    }

    /** The way of one view's requests. */
    interface Route extends AutoCloseable {

        /** What a WebDriver client is given as its server. */
        Secret url();

        /** Answers requests that wait, and all later ones, with the reason why there is nothing behind this route any more. */
        void fail(String reason);

        /** How long the oldest of the requests under way has been waiting for its answer; 0 where there is none. */
        long waitingMillis();

        /** Whether the driver answers at all, whatever it is busy with. */
        boolean driverAnswers(Duration limit);

        /** Ends the WebDriver sessions that were opened through it and not ended, and then the route. Takes 5 s at most. */
        @Override
        void close();
    }

    /**
     * Opens a route.
     *
     * @param driverBaseUrl the driver's URL, http or https
     * @param headers what every request to it must carry
     */
    Route open(URI driverBaseUrl, Map<String, String> headers) {
        return open(driverBaseUrl, headers, () -> {}, FrontRoute.END_UNSEEN);
    }

    /**
     * @param onNewSession called when a request for a new WebDriver session has been answered, either way
     * @param driverEnd completed with a sentence when the driver has ended
     */
    Route open(
            URI driverBaseUrl, Map<String, String> headers, Runnable onNewSession, CompletionStage<String> driverEnd) {
        return open(new DriverAddress(driverBaseUrl, headers), onNewSession, driverEnd, OwnCommands.NONE);
    }

    /** @param own what is done in the place of the driver */
    Route open(DriverAddress driver, OwnCommands own) {
        return open(driver, () -> {}, FrontRoute.END_UNSEEN, own);
    }

    private Route open(
            DriverAddress driver, Runnable onNewSession, CompletionStage<String> driverEnd, OwnCommands own) {
        String secret = RandomNames.hex(SECRET_BYTES);
        Secret url = new Secret("http://127.0.0.1:" + port() + "/" + secret);
        FrontRoute route =
                new FrontRoute(url, driver, sessionOwners, onNewSession, driverEnd, own, () -> routes.remove(secret));
        routes.put(secret, route);
        return route;
    }

    Newcomers newcomers() {
        return newcomers;
    }

    int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    Optional<FrontRoute> route(String secret) {
        return Optional.ofNullable(routes.get(secret));
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        routes.values().forEach(FrontRoute::close);
    }
}

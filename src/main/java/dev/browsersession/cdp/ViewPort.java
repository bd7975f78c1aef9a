package dev.browsersession.cdp;

import dev.browsersession.protocol.Secret;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The relay for one view: a loopback port that looks like a browser's debugging port, holds a single browser context, and pipes
 * each websocket on its secret path to the real browser, as its {@link Upstream} does it.
 *
 * <p>Only who knows the secret gets in. {@code /json/version} tells it, as ChromeDriver needs, but only during
 * {@link #allowAttach()}. A message may have 512 MB; both directions wait for a slow reader.
 */
public final class ViewPort implements AutoCloseable {

    private static final int SECRET_BYTES = 16;
    private static final int MAX_REQUEST_LINE = 2 << 10;
    private static final int MAX_HEADERS = 8 << 10;
    private static final int MAX_BODY = 1 << 10;
    private static final Duration REQUEST_LIMIT = Patience.of(Duration.ofSeconds(5));
    private static final long CLOSE_LIMIT_SECONDS = 5;

    private final Upstream upstream;
    private final BrowserVersion version;
    private final ViewScope scope;
    private final String path = "/" + newSecret();
    private final AtomicInteger attaching = new AtomicInteger();
    private final AtomicInteger openConnections = new AtomicInteger();
    private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
    private final Set<UpstreamWire> upstreams = ConcurrentHashMap.newKeySet();
    private final Newcomers newcomers = new Newcomers();
    private int port;

    private ViewPort(Upstream upstream, BrowserVersion version, ViewScope scope) {
        this.upstream = upstream;
        this.version = version;
        this.scope = scope;
    }

    /**
     * Opens the port.
     *
     * @param group runs the port and all that is piped through it
     * @param upstream how its clients get to the browser
     */
    public static ViewPort open(EventLoopGroup group, Upstream upstream, BrowserVersion version, ViewScope scope)
            throws IOException {
        ViewPort view = new ViewPort(upstream, version, scope);
        view.bind(group);
        return view;
    }

    private void bind(EventLoopGroup group) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                })
                .bind(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("could not open a loopback port for " + scope, bound.cause());
        }
        port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
        channels.add(bound.channel());
    }

    private void accept(Channel channel) {
        channels.add(channel);
        newcomers.add(channel);
        channel.pipeline()
                .addLast(new HttpServerCodec(MAX_REQUEST_LINE, MAX_HEADERS, MAX_BODY))
                .addLast(new HttpObjectAggregator(MAX_BODY))
                .addLast(new ViewRequests(this));
        ViewRequests.limit(channel, REQUEST_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Where a ChromeDriver attaches: {@code 127.0.0.1:port}. */
    public String debuggerAddress() {
        return "127.0.0.1:" + port;
    }

    /** The view's CDP websocket. */
    public Secret webSocketUrl() {
        return new Secret("ws://" + debuggerAddress() + path);
    }

    /** Lets the port tell its secret until the returned object is closed. */
    public Attaching allowAttach() {
        attaching.incrementAndGet();
        AtomicBoolean isOpen = new AtomicBoolean(true);
        return () -> {
            if (isOpen.compareAndSet(true, false)) {
                attaching.decrementAndGet();
            }
        };
    }

    /** How many websockets are piped through this port right now. */
    public int openConnections() {
        return openConnections.get();
    }

    /** Closes the port and everything that is piped through it, and waits until it is closed. */
    @Override
    public void close() {
        channels.close().awaitUninterruptibly(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
        CompletableFuture.allOf(upstreams.stream().map(UpstreamWire::closed).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    boolean isAttachAllowed() {
        return attaching.get() > 0;
    }

    String path() {
        return path;
    }

    int port() {
        return port;
    }

    Upstream upstream() {
        return upstream;
    }

    BrowserVersion version() {
        return version;
    }

    ViewScope scope() {
        return scope;
    }

    /** The client knows the secret path. */
    void known(Channel client) {
        newcomers.known(client);
    }

    void piped(Channel client, UpstreamWire browser) {
        upstreams.add(browser);
        browser.closed().whenComplete((closed, failure) -> upstreams.remove(browser));
        openConnections.incrementAndGet();
        client.closeFuture().addListener(closed -> openConnections.decrementAndGet());
    }

    private static String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}

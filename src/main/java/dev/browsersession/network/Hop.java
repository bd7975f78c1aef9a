package dev.browsersession.network;

import dev.browsersession.protocol.Network.ProxyServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** A connection to one host, made by a {@link Way}: through its proxy where it has one for that host, with TLS where asked for. */
public final class Hop {

    private final Way way;
    private final String host;
    private final int port;
    private final boolean secure;
    private final ProxyServer proxy;
    private final boolean forwards;
    private final HostLookup lookup;

    private Hop(Way way, String host, int port, boolean secure, boolean forwards, HostLookup lookup) {
        this.way = way;
        this.host = host.replaceAll("[\\[\\]]", "");
        this.port = port;
        this.secure = secure;
        this.proxy = way.proxyFor(host, secure).orElse(null);
        this.forwards = forwards && proxy != null && !secure;
        this.lookup = lookup;
    }

    /** For anything; a proxy opens a tunnel. */
    public static Hop tunnel(Way way, String host, int port, boolean secure) {
        return tunnel(way, host, port, secure, HostLookup.BESIDE);
    }

    static Hop tunnel(Way way, String host, int port, boolean secure, HostLookup lookup) {
        return new Hop(way, host, port, secure, false, lookup);
    }

    /** For HTTP requests; a proxy opens a tunnel where there is TLS, and reads and forwards them where there is none. */
    public static Hop forHttp(Way way, String host, int port, boolean secure) {
        return forHttp(way, host, port, secure, HostLookup.BESIDE);
    }

    static Hop forHttp(Way way, String host, int port, boolean secure, HostLookup lookup) {
        return new Hop(way, host, port, secure, true, lookup);
    }

    /** Adds what comes first in the channel's pipeline. */
    public void layOut(Channel channel, Duration limit) throws SSLException {
        ChannelPipeline pipeline = channel.pipeline();
        if (proxy != null && !forwards) {
            InetSocketAddress address = InetSocketAddress.createUnresolved(proxy.host(), proxy.port());
            HttpProxyHandler handler = proxy.user() == null
                    ? new HttpProxyHandler(address)
                    : new HttpProxyHandler(address, proxy.user(), password());
            handler.setConnectTimeoutMillis(limit.toMillis());
            pipeline.addLast(new ProxyLookup(), handler);
        }
        if (secure) {
            pipeline.addLast(way.tls().newHandler(channel.alloc(), host, port));
        }
    }

    /** Adds what comes after the HTTP codec. */
    public void layOutRequests(Channel channel) {
        if (forwards) {
            channel.pipeline().addLast(new Forwarding());
        }
    }

    /** Connects to whoever is next. */
    public ChannelFuture connect(Bootstrap bootstrap) {
        if (proxy == null) {
            return bootstrap.resolver(lookup).connect(host, port);
        }
        if (forwards) {
            return bootstrap.resolver(lookup).connect(proxy.host(), proxy.port());
        }
        // Only the proxy may know the host.
        return bootstrap
                .resolver(NoopAddressResolverGroup.INSTANCE)
                .connect(InetSocketAddress.createUnresolved(host, port));
    }

    /** What went wrong at the proxy, as the end of a sentence; empty where it was not the proxy. */
    public Optional<String> whatTheProxySays(Throwable failure) {
        for (Throwable cause = failure; proxy != null && cause != null; cause = cause.getCause()) {
            if (cause instanceof ProxyConnectException) {
                String said = String.valueOf(cause.getMessage());
                if (said.contains("status: 407")) {
                    return Optional.of(ProxyWords.wantsOtherCredentials(proxy));
                }
                return Optional.of(ProxyWords.name(proxy) + " did not let it through ("
                        + said.replaceFirst("^.*(status: \\d+)", "$1").replaceFirst("^.*=> \\S+, ", "") + ")");
            }
        }
        return Optional.empty();
    }

    private String password() {
        return proxy.password() == null ? "" : proxy.password().value();
    }

    /** Finds the proxy that the next handler wants to connect to. */
    private final class ProxyLookup extends ChannelOutboundHandlerAdapter {

        @Override
        public void connect(
                ChannelHandlerContext context, SocketAddress wanted, SocketAddress local, ChannelPromise connected) {
            lookup.getResolver(context.executor()).resolve(wanted).addListener((Future<InetSocketAddress> found) -> {
                if (found.isSuccess()) {
                    context.connect(found.getNow(), local, connected);
                } else {
                    connected.tryFailure(new UnknownHostException(ProxyWords.name(proxy) + " is not known here"));
                }
            });
        }
    }

    /** A proxy that reads requests wants the whole URL in their first line, and its credentials beside the host's. */
    private final class Forwarding extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpRequest request) {
                request.setUri("http://" + request.headers().get(HttpHeaderNames.HOST) + request.uri());
                if (proxy.user() != null) {
                    request.headers().set(HttpHeaderNames.PROXY_AUTHORIZATION, ProxyWords.basic(proxy));
                }
            }
            context.write(message, promise);
        }
    }
}

package dev.browsersession.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.protocol.Network;
import dev.browsersession.protocol.Network.ProxyServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A DNS server that takes its time: what is looked up waits until the test does it. */
@Timeout(60)
class HostLookupTest {

    private final BlockingQueue<Runnable> lookups = new LinkedBlockingQueue<>();
    private final HostLookup slow = new HostLookup(lookups::add);
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getByName("localhost"));
    }

    @AfterEach
    void end() throws IOException {
        server.close();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private ChannelFuture connect(Hop hop) {
        return hop.connect(
                new Bootstrap().group(loop).channel(NioSocketChannel.class).handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) throws SSLException {
                        hop.layOut(channel, Duration.ofSeconds(30));
                    }
                }));
    }

    private Way behindProxy(String host) throws UnusableTrustStore {
        ProxyServer proxy = new ProxyServer(host, server.getLocalPort(), null, null);
        return Way.of(new Network(proxy, proxy, List.of(), null));
    }

    /** The loop goes on, and nobody is connected to before the look-up is done. */
    private void connectsWhenLookedUp(Hop hop) throws Exception {
        ChannelFuture connecting = connect(hop);
        Runnable lookup = lookups.poll(30, TimeUnit.SECONDS);
        assertThat(lookup).as("look-up beside the loop").isNotNull();
        assertThat(loop.submit(() -> "goes on").get(30, TimeUnit.SECONDS)).isEqualTo("goes on");
        assertThat(connecting.isDone()).isFalse();

        lookup.run();

        try (Socket connected = server.accept()) {
            assertThat(connected.isConnected()).isTrue();
        }
        assertThat(lookups).isEmpty();
        connecting.channel().close().syncUninterruptibly();
    }

    @Test
    void aHostIsLookedUpBesideTheLoop() throws Exception {
        connectsWhenLookedUp(Hop.tunnel(Way.DIRECT, "localhost", server.getLocalPort(), false, slow));
    }

    @Test
    void aProxyThatTunnelsIsLookedUpBesideTheLoopAndTheHostBehindItNotAtAll() throws Exception {
        connectsWhenLookedUp(Hop.tunnel(behindProxy("localhost"), "behind.example", 443, false, slow));
    }

    @Test
    void aProxyThatForwardsIsLookedUpBesideTheLoop() throws Exception {
        connectsWhenLookedUp(Hop.forHttp(behindProxy("localhost"), "behind.example", 80, false, slow));
    }

    @Test
    void anAddressIsNotLookedUp() throws Exception {
        String address = server.getInetAddress().getHostAddress();
        ChannelFuture connecting = connect(Hop.tunnel(Way.DIRECT, address, server.getLocalPort(), false, slow));

        assertThat(connecting.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(connecting.isSuccess()).as("%s", connecting.cause()).isTrue();
        assertThat(lookups).isEmpty();
    }

    @Test
    void anUnknownProxyIsNamed() throws Exception {
        ChannelFuture connecting =
                connect(Hop.tunnel(behindProxy("proxy.invalid"), "behind.example", 443, false, slow));
        Runnable lookup = lookups.poll(30, TimeUnit.SECONDS);
        assertThat(lookup).isNotNull();

        lookup.run();

        assertThat(connecting.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(connecting.cause()).hasMessageContaining("proxy.invalid").hasMessageEndingWith("is not known here");
    }
}

package dev.browsersession.network;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Finds the addresses of hosts beside the event loops: the JDK's look-up, and Netty's own, blocks for as long as DNS takes. */
final class HostLookup extends AddressResolverGroup<InetSocketAddress> {

    /** As many as are looked for; a thread that has had nothing to do for a while goes. */
    static final HostLookup BESIDE = new HostLookup(
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "host-lookup");
                thread.setDaemon(true);
                return thread;
            }));

    private final Executor threads;

    HostLookup(Executor threads) {
        this.threads = threads;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor loop) {
        return new Names(loop).asAddressResolver();
    }

    private interface Question<T> {
        T ask() throws UnknownHostException;
    }

    private final class Names extends InetNameResolver {

        Names(EventExecutor loop) {
            super(loop);
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> found) {
            find(host, found, () -> InetAddress.getByName(host));
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> found) {
            find(host, found, () -> List.of(InetAddress.getAllByName(host)));
        }

        private <T> void find(String host, Promise<T> found, Question<T> question) {
            if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
                answer(found, question);
            } else {
                threads.execute(() -> answer(found, question));
            }
        }

        private <T> void answer(Promise<T> found, Question<T> question) {
            try {
                found.trySuccess(question.ask());
            } catch (UnknownHostException | RuntimeException e) {
                found.tryFailure(e);
            }
        }
    }
}

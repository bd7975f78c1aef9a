package dev.browsersession.keeper;

import dev.browsersession.cdp.Patience;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Hello;
import dev.browsersession.protocol.Message;
import dev.browsersession.protocol.MessageTypes;
import dev.browsersession.protocol.OperatorHello;
import dev.browsersession.provider.ProviderFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.util.concurrent.ScheduledFuture;
import java.lang.System.Logger.Level;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One owner's connection. Its first line is a {@link Hello}; every later one is a request, carried out by a worker, since a
 * request may take as long as a browser's start. Its state belongs to its event loop.
 */
final class OwnerHandler extends SimpleChannelInboundHandler<ByteBuf> {

    private static final System.Logger LOG = System.getLogger(OwnerHandler.class.getName());
    private static final Duration HELLO_LIMIT = Patience.of(Duration.ofSeconds(10));
    private static final int LARGE_LINE = 1 << 20;
    /** Held while a large line is read, which takes four times its length for a moment. */
    private static final Object READING_LARGE_LINE = new Object();

    /** Each has a thread. More than a JVM's tests ask for at once. */
    private static final int MOST_UNDER_WAY = 256;

    private final Requests requests;
    private final Admission admission;
    private final Executor workers;
    private final Operators operators;
    private final Runnable whenWelcome;
    /** The one thing here that workers touch. */
    private final AtomicInteger underWay = new AtomicInteger();

    private Owner owner;
    private ScheduledFuture<?> helloLimit;

    /** @param whenWelcome called when it has said who it is */
    OwnerHandler(Requests requests, Admission admission, Executor workers, Operators operators, Runnable whenWelcome) {
        this.requests = requests;
        this.admission = admission;
        this.workers = workers;
        this.operators = operators;
        this.whenWelcome = whenWelcome;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        helloLimit = context.executor()
                .schedule(
                        () -> {
                            if (owner == null) {
                                context.close();
                            }
                        },
                        HELLO_LIMIT.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
        KeeperJson.Envelope request;
        try {
            request = read(line);
        } catch (IllegalArgumentException e) {
            refuse(context, 0, e.getMessage());
            return;
        } catch (KeeperJson.UnfitRequest e) {
            unfit(context, e);
            return;
        }
        if (owner == null) {
            greet(context, request);
        } else {
            begin(context, owner, request);
        }
    }

    private static KeeperJson.Envelope read(ByteBuf line) throws KeeperJson.UnfitRequest {
        if (line.readableBytes() < LARGE_LINE) {
            return KeeperJson.envelope(new ByteBufInputStream(line));
        }
        synchronized (READING_LARGE_LINE) {
            return KeeperJson.envelope(new ByteBufInputStream(line));
        }
    }

    /** An owner that has said Hello can tell which of its requests it was; the others go on. */
    private void unfit(ChannelHandlerContext context, KeeperJson.UnfitRequest problem) {
        if (owner == null) {
            refuse(context, problem.id(), problem.getMessage());
        } else {
            answer(context, problem.id(), new Failure(Failure.Kind.BAD_REQUEST, problem.getMessage()));
        }
    }

    private void begin(ChannelHandlerContext context, Owner asking, KeeperJson.Envelope request) {
        if (underWay.incrementAndGet() > MOST_UNDER_WAY) {
            underWay.decrementAndGet();
            answer(
                    context,
                    request.id(),
                    new Failure(
                            Failure.Kind.LIMIT,
                            "This JVM has " + MOST_UNDER_WAY
                                    + " requests under way at the keeper, and may not have more."));
            return;
        }
        workers.execute(() -> {
            try {
                answer(context, request.id(), carryOut(asking, request.body()));
            } finally {
                underWay.decrementAndGet();
            }
        });
    }

    private void greet(ChannelHandlerContext context, KeeperJson.Envelope request) {
        if (request.body() instanceof OperatorHello operator) {
            helloLimit.cancel(false);
            whenWelcome.run();
            operators.greet(context, request.id(), operator);
        } else if (!(request.body() instanceof Hello hello)) {
            refuse(context, request.id(), "The first line must be a Hello.");
        } else if (hello.protocol() != MessageTypes.PROTOCOL) {
            refuse(context, request.id(), "This keeper speaks protocol " + MessageTypes.PROTOCOL + ".");
        } else if (!admission.enter()) {
            // It looks for another keeper then.
            context.close();
        } else {
            helloLimit.cancel(false);
            whenWelcome.run();
            owner = requests.owner(hello, event -> answer(context, 0, event));
            LOG.log(Level.INFO, "{0} is here", owner);
            answer(context, request.id(), requests.welcome());
        }
    }

    private Message carryOut(Owner asking, Message request) {
        try {
            return requests.carryOut(asking, request);
        } catch (ProviderFailure e) {
            LOG.log(
                    Level.INFO,
                    "{0}: {1} failed: {2}",
                    asking,
                    MessageTypes.nameOf(request.getClass()),
                    e.getMessage());
            return new Failure(e.kind(), e.getMessage());
        } catch (RuntimeException | Error e) {
            // An owner that hears nothing waits for minutes; and one owner's request must not end the keeper.
            LOG.log(Level.ERROR, "a defect, at " + MessageTypes.nameOf(request.getClass()) + " of " + asking, e);
            return new Failure(Failure.Kind.INTERNAL, "The keeper has a defect, see its log: " + e);
        }
    }

    /** Does not wait for the sentence to be read: one that reads nothing would keep its connection for that. */
    static void refuse(ChannelHandlerContext context, long id, String reason) {
        answer(context, id, new Failure(Failure.Kind.BAD_REQUEST, reason));
        context.close();
    }

    static void answer(ChannelHandlerContext context, long id, Message message) {
        context.writeAndFlush(bytes(context, KeeperJson.line(id, message) + "\n"));
    }

    private static ByteBuf bytes(ChannelHandlerContext context, String line) {
        return ByteBufUtil.encodeString(context.alloc(), CharBuffer.wrap(line), StandardCharsets.UTF_8);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        helloLimit.cancel(false);
        Owner leaving = owner;
        if (leaving != null && leaving.leave()) {
            LOG.log(Level.INFO, "{0} is gone", leaving);
            admission.leave();
            workers.execute(() -> requests.ownerGone(leaving));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(
                owner == null ? Level.DEBUG : Level.INFO,
                "the connection of {0} ends: {1}",
                owner == null ? "a stranger" : owner,
                cause.toString());
        if (cause instanceof TooLongFrameException) {
            refuse(context, 0, cause.getMessage());
        } else {
            context.close();
        }
    }
}

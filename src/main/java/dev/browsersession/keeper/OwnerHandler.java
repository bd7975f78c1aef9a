package dev.browsersession.keeper;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Hello;
import dev.browsersession.protocol.Message;
import dev.browsersession.protocol.MessageTypes;
import dev.browsersession.protocol.OperatorHello;
import dev.browsersession.provider.ProviderFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.lang.System.Logger.Level;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One owner's connection. Its first line is a {@link Hello}; every later one is a request, carried out by a worker, since a
 * request may take as long as a browser's start. Its state belongs to its event loop.
 */
final class OwnerHandler extends SimpleChannelInboundHandler<String> {

    private static final System.Logger LOG = System.getLogger(OwnerHandler.class.getName());
    private static final int HELLO_SECONDS = 10;

    private final Requests requests;
    private final Admission admission;
    private final Executor workers;
    private final Operators operators;
    private Owner owner;
    private ScheduledFuture<?> helloLimit;

    OwnerHandler(Requests requests, Admission admission, Executor workers, Operators operators) {
        this.requests = requests;
        this.admission = admission;
        this.workers = workers;
        this.operators = operators;
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
                        HELLO_SECONDS,
                        TimeUnit.SECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, String line) {
        KeeperJson.Envelope request;
        try {
            request = KeeperJson.envelope(line);
        } catch (IllegalArgumentException e) {
            refuse(context, 0, e.getMessage());
            return;
        }
        if (owner == null) {
            greet(context, request);
        } else {
            Owner asking = owner;
            workers.execute(() -> answer(context, request.id(), carryOut(asking, request.body())));
        }
    }

    private void greet(ChannelHandlerContext context, KeeperJson.Envelope request) {
        if (request.body() instanceof OperatorHello operator) {
            helloLimit.cancel(false);
            operators.greet(context, request.id(), operator);
        } else if (!(request.body() instanceof Hello hello)) {
            refuse(context, request.id(), "the first line must be a Hello");
        } else if (hello.protocol() != MessageTypes.PROTOCOL) {
            refuse(context, request.id(), "this keeper speaks protocol " + MessageTypes.PROTOCOL);
        } else if (!admission.enter()) {
            // It looks for another keeper then.
            context.close();
        } else {
            helloLimit.cancel(false);
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

    static void refuse(ChannelHandlerContext context, long id, String reason) {
        String line = KeeperJson.line(id, new Failure(Failure.Kind.BAD_REQUEST, reason)) + "\n";
        context.writeAndFlush(bytes(context, line)).addListener(ChannelFutureListener.CLOSE);
    }

    static void answer(ChannelHandlerContext context, long id, Message message) {
        context.writeAndFlush(bytes(context, KeeperJson.line(id, message) + "\n"));
    }

    private static ByteBuf bytes(ChannelHandlerContext context, String line) {
        return ByteBufUtil.encodeString(context.alloc(), CharBuffer.wrap(line), StandardCharsets.UTF_8);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Owner leaving = owner;
        if (leaving != null && leaving.leave()) {
            LOG.log(Level.INFO, "{0} is gone", leaving);
            admission.leave();
            workers.execute(() -> requests.ownerGone(leaving));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.INFO, "the connection of {0} ends: {1}", owner, cause.toString());
        context.close();
    }
}

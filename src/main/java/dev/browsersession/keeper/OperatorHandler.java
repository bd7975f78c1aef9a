package dev.browsersession.keeper;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Message;
import dev.browsersession.provider.ProviderFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;

/** One operator's connection, after its greeting. It has no state that would outlive it: its end ends nothing else. */
final class OperatorHandler extends SimpleChannelInboundHandler<ByteBuf> {

    private static final System.Logger LOG = System.getLogger(OperatorHandler.class.getName());

    private final String operator;
    private final Operations operations;

    OperatorHandler(String operator, Operations operations) {
        this.operator = operator;
        this.operations = operations;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
        KeeperJson.Envelope request;
        try {
            request = KeeperJson.envelope(new ByteBufInputStream(line));
        } catch (IllegalArgumentException e) {
            OwnerHandler.refuse(context, 0, e.getMessage());
            return;
        } catch (KeeperJson.UnfitRequest e) {
            OwnerHandler.answer(context, e.id(), new Failure(Failure.Kind.BAD_REQUEST, e.getMessage()));
            return;
        }
        operations
                .carryOut(operator, request.body())
                .exceptionally(this::failure)
                .thenAccept(answer -> OwnerHandler.answer(context, request.id(), answer));
    }

    private Message failure(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        if (cause instanceof ProviderFailure failure) {
            return new Failure(failure.kind(), failure.getMessage());
        }
        LOG.log(Level.ERROR, "a defect, at a request of " + operator, cause);
        return new Failure(Failure.Kind.INTERNAL, "The keeper has a defect, see its log: " + cause);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.INFO, "the connection of {0} ends: {1}", operator, cause.toString());
        context.close();
    }
}

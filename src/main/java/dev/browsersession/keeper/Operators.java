package dev.browsersession.keeper;

import dev.browsersession.protocol.MessageTypes;
import dev.browsersession.protocol.OperatorHello;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;

/** The connections of operators. They arrive where owners do, and are no owners: nothing waits for them. */
final class Operators implements AutoCloseable {

    private final ChannelGroup owners;
    private final ChannelGroup operators = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Operations operations;

    Operators(ChannelGroup owners, Operations operations) {
        this.owners = owners;
        this.operations = operations;
    }

    /** Makes an operator of a connection that has not said yet what it is. */
    void greet(ChannelHandlerContext context, long id, OperatorHello hello) {
        if (hello.protocol() != MessageTypes.PROTOCOL) {
            OwnerHandler.refuse(context, id, "This keeper speaks protocol " + MessageTypes.PROTOCOL + ".");
            return;
        }
        operators.add(context.channel());
        owners.remove(context.channel());
        OwnerHandler.answer(context, id, operations.state(owners.size()));
        context.pipeline()
                .replace(context.handler(), "operator", new OperatorHandler("operator " + hello.pid(), operations));
    }

    @Override
    public void close() {
        operators.close().awaitUninterruptibly();
    }
}

package dev.browsersession.keeper;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Takes what an owner sends apart into lines. Before its Hello an owner gets little room. It is not read from while it does not
 * read what it is answered, and while it waits for its turn with a large line.
 */
final class OwnerLines extends ByteToMessageDecoder {

    /** Long enough for all but extensions, and small enough for a thousand connections that stop in the middle of one. */
    private static final int SMALL_LINE = 64 << 10;
    /** Long enough for a browser extension in base64, the largest thing that a request carries. */
    private static final int LONGEST_LINE = 32 << 20;

    private static final int LAST_LOOK_MILLIS = 200;

    private final LargeLines largeLines;
    private ChannelHandlerContext context;
    private int longest = SMALL_LINE;
    private int scanned;
    private boolean large;
    private boolean waiting;
    private volatile long lastReadNanos;

    OwnerLines(LargeLines largeLines) {
        this.largeLines = largeLines;
        setCumulator(this::append);
    }

    /** A large line gets all of its room at once, when it may have it: growing by doubling takes three times as much. */
    private ByteBuf append(ByteBufAllocator allocator, ByteBuf kept, ByteBuf added) {
        if (!large || added.readableBytes() <= kept.writableBytes()) {
            return MERGE_CUMULATOR.cumulate(allocator, kept, added);
        }
        ByteBuf roomy = allocator.directBuffer(LONGEST_LINE + 2 * SMALL_LINE);
        try {
            roomy.writeBytes(kept).writeBytes(added);
        } finally {
            kept.release();
            added.release();
        }
        return roomy;
    }

    /** The owner has said Hello. */
    void welcome() {
        longest = LONGEST_LINE;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    protected void decode(ChannelHandlerContext ignored, ByteBuf in, List<Object> lines) {
        lastReadNanos = System.nanoTime();
        int start = in.readerIndex();
        int end = in.indexOf(start + scanned, in.writerIndex(), (byte) '\n');
        int length = end < 0 ? in.readableBytes() : end - start;
        if (length > longest) {
            // Nothing of it is kept until the connection is closed.
            in.skipBytes(in.readableBytes());
            scanned = 0;
            throw new TooLongFrameException("A line may have " + (longest >> 10) + " KB here.");
        }
        if (end >= 0) {
            scanned = 0;
            lines.add(in.readRetainedSlice(length));
            in.skipBytes(1);
            complete();
            return;
        }
        scanned = length;
        if (length > SMALL_LINE && !large && !waiting) {
            large = largeLines.enter(this);
            if (!large) {
                waiting = true;
                read();
                hurry();
            }
        }
    }

    /** It may have been waiting: what is read at once can hold the rest of a line that was to wait. */
    private void complete() {
        large = false;
        largeLines.leave(this);
        if (waiting) {
            waiting = false;
            read();
        }
    }

    /** Has those that are before it looked at, as long as it waits. */
    private void hurry() {
        if (waiting && context.channel().isActive()) {
            largeLines.hurry();
            context.executor().schedule(this::hurry, 1, TimeUnit.SECONDS);
        }
    }

    /** From any thread: when something of its line came last. */
    long lastReadNanos() {
        return lastReadNanos;
    }

    /** From any thread: it is its turn. */
    void goOn() {
        context.executor().execute(() -> {
            if (waiting && largeLines.enter(this)) {
                waiting = false;
                large = true;
                read();
            }
        });
    }

    /**
     * From any thread: others have waited long enough for this line, which stood still. Its own event loop may have been busy
     * meanwhile, with another large line for example; so it has a moment more, in which what has come is read.
     */
    void giveUpIfItStandsStill() {
        context.executor().execute(() -> {
            long before = lastReadNanos;
            Runnable look = () -> {
                if (lastReadNanos == before) {
                    giveUp();
                }
            };
            context.executor().schedule(look, LAST_LOOK_MILLIS, TimeUnit.MILLISECONDS);
        });
    }

    /** From any thread: others have waited long enough for this line, which comes in drops. */
    void giveUp() {
        context.executor().execute(() -> {
            if (large) {
                context.pipeline()
                        .fireExceptionCaught(
                                new TooLongFrameException("A large line must not take this long while others wait."));
            }
        });
    }

    private void read() {
        context.channel().config().setAutoRead(!waiting && context.channel().isWritable());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        read();
        changed.fireChannelWritabilityChanged();
    }

    /** As the superclass does, but for asking for the rest of a line that has to wait. */
    @Override
    public void channelReadComplete(ChannelHandlerContext read) {
        discardSomeReadBytes();
        read.fireChannelReadComplete();
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext removed) {
        largeLines.leave(this);
    }
}

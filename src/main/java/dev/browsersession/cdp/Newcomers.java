package dev.browsersession.cdp;

import io.netty.channel.Channel;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The connections of one listener that have not yet shown that they may be here. Each is a file that the keeper cannot open
 * otherwise, so of too many the oldest is closed: who has something to say has said it by then.
 */
public final class Newcomers {

    private static final int MOST = 256;

    /** Guarded by this. */
    private final Set<Channel> waiting = new LinkedHashSet<>();

    /** Counts a connection from now until it is known or closed. */
    public void add(Channel channel) {
        Channel tooMany = addAndTakeOldest(channel);
        channel.closeFuture().addListener(closed -> known(channel));
        if (tooMany != null) {
            tooMany.close();
        }
    }

    private synchronized Channel addAndTakeOldest(Channel channel) {
        waiting.add(channel);
        if (waiting.size() <= MOST) {
            return null;
        }
        Iterator<Channel> oldest = waiting.iterator();
        Channel taken = oldest.next();
        oldest.remove();
        return taken;
    }

    /** The connection has shown that it may be here. */
    public synchronized void known(Channel channel) {
        waiting.remove(channel);
    }
}

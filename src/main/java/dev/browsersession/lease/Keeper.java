package dev.browsersession.lease;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.KeeperException;
import dev.browsersession.SessionConflictException;
import dev.browsersession.SessionEndedException;
import dev.browsersession.config.Settings;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.Acquired;
import dev.browsersession.protocol.Claim;
import dev.browsersession.protocol.Claimed;
import dev.browsersession.protocol.Describe;
import dev.browsersession.protocol.Hello;
import dev.browsersession.protocol.Message;
import dev.browsersession.protocol.MessageTypes;
import dev.browsersession.protocol.ProviderDescription;
import dev.browsersession.protocol.Release;
import dev.browsersession.protocol.SessionEnded;
import dev.browsersession.protocol.Swept;
import dev.browsersession.protocol.Unclaim;
import dev.browsersession.protocol.Waiting;
import dev.browsersession.protocol.Welcome;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The keeper as this owner sees it: connected, and asked for leases. Closing it ends all leases of this owner. */
public final class Keeper implements AutoCloseable {

    /** Longer than anything that the keeper does for one request; it bounds each step itself. */
    private static final Duration ANSWER_LIMIT =
            Debugger.mayHaltThisJvm() ? Duration.ofDays(30) : Duration.ofMinutes(3);

    private final KeeperConnection connection;
    private final KeeperPlace place;
    private final AutoCloseable afterwards;
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
    private volatile Welcome welcome;
    private volatile Consumer<String> whenWaiting = sentence -> {};
    private volatile Consumer<String> whenSwept = sentence -> {};

    Keeper(SocketChannel channel, KeeperPlace place, AutoCloseable afterwards) {
        this.place = place;
        this.afterwards = afterwards;
        this.connection = new KeeperConnection(channel, this::event);
    }

    /** Finds or starts the keeper. One that is just leaving, idle, is waited out. */
    public static Keeper open(Settings settings) {
        try {
            return new KeeperAccess(settings).open();
        } catch (IOException e) {
            throw new KeeperException("The keeper cannot be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeeperException("Interrupted while the keeper was being started.", e);
        }
    }

    /**
     * The first exchange, which shows that it is a keeper that listens there, and one that stays.
     *
     * @throws TimeoutException if nothing comes back
     * @throws IOException if it is closed, or answers anything else
     */
    void greet(Hello hello, Duration limit) throws IOException, InterruptedException, TimeoutException {
        try {
            Message answer = connection.send(hello).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!(answer instanceof Welcome taken)) {
                throw new IOException("it answered with " + MessageTypes.nameOf(answer.getClass()));
            }
            welcome = taken;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        }
    }

    public boolean isOpen() {
        return !connection.closed().isDone();
    }

    /** Where the keeper writes its log, for messages. */
    public String log() {
        return place.log().toString();
    }

    /** What people should know, in sentences. */
    public List<String> notices() {
        return welcome.notices();
    }

    /** Has a listener told, in a sentence, why a session that was asked for is waited for. */
    public void whenWaiting(Consumer<String> listener) {
        whenWaiting = listener;
    }

    /** Has a listener told, in a sentence, which sessions of earlier runs were found at a provider. */
    public void whenSwept(Consumer<String> listener) {
        whenSwept = listener;
    }

    /** Which keeper this is, for messages that say that it has ended. */
    String identity() {
        IOException reason = connection.closed().getNow(null);
        boolean justEnded = reason == null || reason instanceof ClosedChannelException;
        return "process " + welcome.pid() + ", log " + log() + (justEnded ? "" : "; " + reason.getMessage());
    }

    public ProviderDescription describe(String provider) {
        return (ProviderDescription) ask(new Describe(provider));
    }

    /**
     * Asks for a session. An answer that nobody waits for any more, because the thread was interrupted, is given back.
     */
    public Lease acquire(Acquire request) {
        CompletableFuture<Message> answer = connection.send(request);
        try {
            Acquired acquired = (Acquired) await(answer, limit(request));
            Lease lease = new Lease(this, acquired);
            leases.add(lease);
            // Its end may have been told before anybody knew it by its name.
            lease.inspect();
            return lease;
        } catch (BrowserSessionException e) {
            answer.thenAccept(late -> connection.send(new Release(((Acquired) late).lease(), false)));
            if (!isOpen()) {
                // Not the end of a session, after which a caller may ask for another: who knows whether one was made.
                throw new KeeperException(
                        "The keeper (" + identity() + ") ended while a session was being created.", e);
            }
            throw e;
        }
    }

    /** The keeper ends the wait for a place, and says why there is none; what is limited here is the rest. */
    private static long limit(Acquire request) {
        long wait = request.waitMillis();
        return wait <= 0 || wait > Long.MAX_VALUE - ANSWER_LIMIT.toMillis()
                ? Long.MAX_VALUE
                : wait + ANSWER_LIMIT.toMillis();
    }

    /**
     * Waits until nobody else uses the default contexts of these shared sessions.
     *
     * @throws SessionConflictException if another owner held one of them for too long
     */
    public ClaimedSessions claim(Claim request) {
        CompletableFuture<Message> answer = connection.send(request);
        try {
            // The keeper knows the limit, and whom it is for.
            Claimed claimed = (Claimed) await(answer, Long.MAX_VALUE);
            return new ClaimedSessions(this, claimed.claim());
        } catch (BrowserSessionException e) {
            answer.thenAccept(late -> connection.send(new Unclaim(((Claimed) late).claim())));
            throw e;
        }
    }

    Message ask(Message request) {
        return await(connection.send(request));
    }

    /** For clean-up: goes on waiting in a thread that was interrupted, and leaves it interrupted. */
    Message askUninterruptibly(Message request) {
        CompletableFuture<Message> answer = connection.send(request);
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + ANSWER_LIMIT.toNanos();
        try {
            while (!answer.isDone() && System.nanoTime() < deadline) {
                try {
                    answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException | TimeoutException e) {
                    break;
                }
            }
            return await(answer, 0);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Message await(CompletableFuture<Message> answer) {
        return await(answer, ANSWER_LIMIT.toMillis());
    }

    private Message await(CompletableFuture<Message> answer, long millis) {
        try {
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FailureException failure) {
                throw failure.forUser();
            }
            if (e.getCause() instanceof ClosedChannelException) {
                throw new SessionEndedException(
                        "The keeper (" + identity() + ") ended before it had answered.", e.getCause());
            }
            throw new KeeperException("The keeper's answer cannot be read. Its log is " + log() + ".", e.getCause());
        } catch (TimeoutException e) {
            throw new KeeperException(
                    "The keeper has not answered for " + Math.max(millis, ANSWER_LIMIT.toMillis()) / 1000
                            + " s. Its log is " + log() + ".",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeeperException("Interrupted while waiting for the keeper.", e);
        }
    }

    void forget(Lease lease) {
        leases.remove(lease);
    }

    private void event(Message event) {
        if (event instanceof SessionEnded ended) {
            leases.stream()
                    .filter(lease -> lease.session().id().equals(ended.session()))
                    .forEach(lease -> lease.ended(ended.end()));
        } else if (event instanceof Waiting waiting) {
            whenWaiting.accept(waiting.sentence());
        } else if (event instanceof Swept swept) {
            whenSwept.accept(swept.sentence());
        }
    }

    /** Ends the connection alone. */
    void disconnect() {
        connection.close();
    }

    @Override
    public void close() {
        connection.close();
        try {
            afterwards.close();
        } catch (Exception e) {
            throw new KeeperException("The embedded keeper did not end cleanly: " + e.getMessage(), e);
        }
    }
}

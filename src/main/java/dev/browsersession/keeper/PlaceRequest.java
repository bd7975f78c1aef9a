package dev.browsersession.keeper;

import dev.browsersession.protocol.Acquire;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Somebody who asks for a place at a provider, and, once it was given, the place. Its state is guarded by its queue. */
final class PlaceRequest implements Comparable<PlaceRequest> {

    /** Who asked first is served first, also where it has to ask again. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final Owner owner;
    private final Acquire acquire;
    private final OwnerSurroundings surroundings;
    private final Consumer<String> listener;
    private final long since;
    private volatile String standsStill;
    private volatile String told;
    private volatile KeptSession session;
    private boolean heard;
    private int before;
    private boolean probe;
    private long freedBefore;

    /**
     * @param listener is told once, in a sentence, why it stands still
     * @param now the elapsed time
     */
    PlaceRequest(Owner owner, Acquire acquire, OwnerSurroundings surroundings, Consumer<String> listener, long now) {
        this.owner = owner;
        this.acquire = acquire;
        this.surroundings = surroundings;
        this.listener = listener;
        this.since = now;
    }

    Owner owner() {
        return owner;
    }

    Acquire acquire() {
        return acquire;
    }

    String holder() {
        return acquire.holder();
    }

    OwnerSurroundings surroundings() {
        return surroundings;
    }

    /** What is left of the time that its owner is willing to wait. */
    long waitLeft(long now) {
        return acquire.waitMillis() <= 0 ? Long.MAX_VALUE : since + acquire.waitMillis() - now;
    }

    long waited(long now) {
        return now - since;
    }

    /** Why it has no place so far, while it waits for one. */
    Optional<String> standsStill() {
        return Optional.ofNullable(standsStill);
    }

    void standsStill(String why) {
        standsStill = why;
    }

    void goesOn() {
        standsStill = null;
    }

    /** What people were told about its wait, if it waits. */
    Optional<String> told() {
        return standsStill == null ? Optional.empty() : Optional.ofNullable(told);
    }

    void tellOnce(String sentence) {
        if (told == null) {
            told = sentence;
            listener.accept(sentence);
        }
    }

    /** It waits for what another asks for, and hears once why that one stands still. */
    void hear(String sentence) {
        if (!heard) {
            heard = true;
            listener.accept(sentence);
        }
    }

    boolean wasTold() {
        return told != null;
    }

    /** How many have waited before it at most: one that was asking when it came waits again when it was refused. */
    int before() {
        return before;
    }

    void isBehind(int others) {
        before = Math.max(before, others);
    }

    /** It asks, alone, after others have been refused. */
    boolean isProbe() {
        return probe;
    }

    void asks(boolean alone, long freed) {
        probe = alone;
        freedBefore = freed;
        standsStill = null;
    }

    /** The count of places that had become free when it asked. */
    long freedBefore() {
        return freedBefore;
    }

    /** What has the place; empty while it is being created. */
    Optional<KeptSession> session() {
        return Optional.ofNullable(session);
    }

    void has(KeptSession created) {
        session = created;
    }

    /** What was created for it was refused after that. */
    void hasNone() {
        session = null;
    }

    @Override
    public int compareTo(PlaceRequest other) {
        return Long.compare(number, other.number);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public String toString() {
        return acquire.holder() + " (" + owner.process() + ")";
    }
}

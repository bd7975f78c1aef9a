package dev.browsersession.testkit;

import dev.browsersession.cdp.Patience;
import java.time.Duration;

/**
 * Keepers and servers that are started while it is open wait a part of their limits, a fifth unless told otherwise. They must not be shared with tests that
 * count on the usual ones: they need a state directory of their own.
 */
public final class Haste implements AutoCloseable {

    /** The keeper reads it too. */
    private static final String PROPERTY = "dev.browsersession.haste";

    private Haste() {}

    public static Haste begin() {
        return begin(5);
    }

    /**
     * Begins one that is to be ended.
     *
     * @param haste by how much the limits are divided
     */
    public static Haste begin(int haste) {
        // Read once: what other tests use of the keeper's code in this JVM keeps its patience.
        Patience.of(Duration.ZERO);
        System.setProperty(PROPERTY, Integer.toString(haste));
        return new Haste();
    }

    @Override
    public void close() {
        System.clearProperty(PROPERTY);
    }
}

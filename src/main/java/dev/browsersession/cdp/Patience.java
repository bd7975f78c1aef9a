package dev.browsersession.cdp;

import java.time.Duration;

/**
 * How long the keeper waits for others. The library's own tests cannot wait for as long: for them the same limits are a fraction,
 * which nobody else is to ask for.
 */
public final class Patience {

    private static final int HASTE = Math.max(1, Integer.getInteger("dev.browsersession.haste", 1));

    private Patience() {}

    /** The limit, of which a keeper in haste waits a part. */
    public static Duration of(Duration limit) {
        return of(limit, HASTE);
    }

    static Duration of(Duration limit, int haste) {
        return limit.dividedBy(haste);
    }
}

package example;

import java.util.concurrent.atomic.AtomicReference;

/** Which session the first of several classes had. */
final class Shared {

    private static final AtomicReference<String> FIRST = new AtomicReference<>();

    private Shared() {}

    static String session(String own) {
        FIRST.compareAndSet(null, own);
        return FIRST.get();
    }
}

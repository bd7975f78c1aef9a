package example;

import java.util.ArrayList;
import java.util.List;

/** What a test is told to do next. */
enum HowToGoOn {
    NORMALLY(() -> {}),
    EXIT(() -> System.exit(0)),
    HALT(() -> Runtime.getRuntime().halt(1)),
    FILL_THE_HEAP(HowToGoOn::fillTheHeap);

    private static final int MEGABYTE = 1 << 20;
    private static final List<byte[]> HOARD = new ArrayList<>();

    private final Runnable step;

    HowToGoOn(Runnable step) {
        this.step = step;
    }

    void run() {
        step.run();
    }

    /** Nothing of it is ever free again. */
    private static void fillTheHeap() {
        while (true) {
            HOARD.add(new byte[MEGABYTE]);
        }
    }
}

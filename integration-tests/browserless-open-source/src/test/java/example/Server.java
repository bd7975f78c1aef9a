package example;

import java.util.List;
import java.util.function.Supplier;

/** What the server says. */
public final class Server {

    /** The ids of the browsers that it has. */
    public static volatile Supplier<List<String>> browsers;

    private Server() {}
}

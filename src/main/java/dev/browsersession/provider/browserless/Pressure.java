package dev.browsersession.provider.browserless;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How full a server is.
 *
 * @param running how many sessions it has
 * @param most how many it has at most
 */
record Pressure(int running, int most) {

    /** Empty where either is not told. */
    static Optional<Pressure> of(JsonNode told) {
        int most = told.path("maxConcurrent").asInt(0);
        return most > 0 && told.path("running").isNumber()
                ? Optional.of(new Pressure(told.path("running").asInt(0), most))
                : Optional.empty();
    }

    boolean isFull() {
        return running >= most;
    }
}

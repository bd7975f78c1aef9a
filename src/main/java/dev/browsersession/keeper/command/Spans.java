package dev.browsersession.keeper.command;

/** Spans of time as people read them: the two largest units, as in {@code 1m12s} or {@code 3h5m}. */
final class Spans {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Spans() {}

    static String text(long millis) {
        long seconds = Math.max(0, millis) / 1000;
        if (seconds >= DAY) {
            return two(seconds / DAY, "d", seconds % DAY / HOUR, "h");
        } else if (seconds >= HOUR) {
            return two(seconds / HOUR, "h", seconds % HOUR / MINUTE, "m");
        } else if (seconds >= MINUTE) {
            return two(seconds / MINUTE, "m", seconds % MINUTE, "s");
        }
        return seconds + "s";
    }

    private static String two(long many, String unit, long few, String smaller) {
        return many + unit + (few == 0 ? "" : few + smaller);
    }
}

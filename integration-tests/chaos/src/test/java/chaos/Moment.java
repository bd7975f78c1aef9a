package chaos;

import java.util.Locale;

/** When the clock of a strike begins to run. */
enum Moment {
    START(null),
    FIRST_TEST_JVM(Kind.TEST_JVM),
    FIRST_KEEPER(Kind.KEEPER),
    FIRST_BROWSER(Kind.BROWSER),
    FIRST_RENDERER(Kind.RENDERER);

    private final Kind appears;

    Moment(Kind appears) {
        this.appears = appears;
    }

    boolean hasCome(Iterable<Living> all) {
        if (appears == null) {
            return true;
        }
        for (Living living : all) {
            if (living.kind() == appears) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

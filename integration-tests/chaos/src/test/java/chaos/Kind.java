package chaos;

import dev.browsersession.it.LinuxProcess;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What a process of a round is. In this order: a process is of the first kind that fits. */
enum Kind {
    KEEPER(process -> process.program().equals("java") && process.command().contains(" --directory ")),
    REAPER(process -> process.command().contains("browser-session-reaper")),
    CHROMEDRIVER(process -> process.program().equals("chromedriver")),
    MAVEN(process -> process.program().equals("java") && process.command().contains("plexus.classworlds")),
    TEST_JVM(process -> process.program().equals("java")),
    RENDERER(process -> process.command().contains("--type=renderer")),
    /** Without its zygotes Chrome starts no page any more and tells nobody, so that drivers wait for one in vain. */
    ZYGOTE(process -> process.command().contains("--type=zygote")),
    BROWSER_CHILD(process -> process.command().contains(" --type=")),
    BROWSER(process -> process.command().contains(" --user-data-dir="));

    private final Predicate<LinuxProcess> fits;

    Kind(Predicate<LinuxProcess> fits) {
        this.fits = fits;
    }

    static Optional<Kind> of(LinuxProcess process) {
        for (Kind kind : values()) {
            if (kind.fits.test(process)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    boolean mayBeStruck() {
        return this != ZYGOTE;
    }

    boolean isOfARun() {
        return this == MAVEN || this == TEST_JVM;
    }

    /** Lives on when runs are over, for a while. */
    boolean mayLiveOn() {
        return this == KEEPER || this == REAPER || this == CHROMEDRIVER;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

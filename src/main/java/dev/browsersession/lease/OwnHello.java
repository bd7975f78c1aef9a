package dev.browsersession.lease;

import dev.browsersession.config.Settings;
import dev.browsersession.config.Values;
import dev.browsersession.protocol.Hello;
import dev.browsersession.protocol.MessageTypes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What this JVM says of itself to its keeper. */
final class OwnHello {

    private static final Duration SWEEP_AGE = Duration.ofHours(1);

    private OwnHello() {}

    static Hello of(String version, Settings settings) {
        return new Hello(
                MessageTypes.PROTOCOL,
                version,
                ProcessHandle.current().pid(),
                RunOfThisJvm.pid(settings),
                Debugger.mayHaltThisJvm(),
                project(settings),
                settings.find("max-sessions")
                        .map(value -> Values.count(value.text(), value.source()))
                        .orElse(0),
                settings.find("sweep-age")
                        .map(value -> Values.durationOrZero(value.text(), value.source()))
                        .orElse(SWEEP_AGE)
                        .toMillis());
    }

    /** What a machine that is lost can be told from another by: the same project has the same name on both. */
    private static String project(Settings settings) {
        Path root = Path.of(ProjectRoot.ofThisJvm());
        return settings.text("tag")
                .or(() -> ProjectName.in(root))
                .or(() -> Optional.ofNullable(root.getFileName()).map(Path::toString))
                .orElse(null);
    }
}

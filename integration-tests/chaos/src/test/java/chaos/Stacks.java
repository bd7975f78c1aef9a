package chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What the threads of a process do that does not end, for whoever looks into a finding. */
final class Stacks {

    private static final long LIMIT_SECONDS = 10;

    private Stacks() {}

    static void write(Living jvm, Path directory) throws Exception {
        if (!jvm.kind().isOfARun() && jvm.kind() != Kind.KEEPER) {
            return;
        }
        Path file = directory.resolve(jvm.toString().replace(' ', '-') + ".stacks");
        Files.deleteIfExists(file);
        Process jstack = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jstack")
                                .toString(),
                        Long.toString(jvm.pid()))
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
        if (!jstack.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            jstack.destroyForcibly();
        }
    }
}

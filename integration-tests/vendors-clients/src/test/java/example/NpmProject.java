package example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The clients' programs, and the clients as npm has installed them, below {@code target}. */
final class NpmProject {

    private static final Path SOURCES = Path.of("src/test/npm");
    private static final Path DIRECTORY = Path.of("target/npm").toAbsolutePath();
    private static final int NODE = 20;
    /** What npm says where there is no way to a registry. */
    private static final List<String> NO_REGISTRY =
            List.of("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ERR_SOCKET_TIMEOUT");

    private NpmProject() {}

    static NpmProject install() throws IOException, InterruptedException, Unavailable {
        requireNode();
        Files.createDirectories(DIRECTORY);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Files.write(DIRECTORY.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
        Outcome npm = run(
                200,
                Map.of(),
                "npm",
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--fetch-retries=1",
                "--cache",
                DIRECTORY.resolveSibling("npm-cache").toString());
        if (npm.code() != 0 && NO_REGISTRY.stream().anyMatch(npm.output()::contains)) {
            throw new Unavailable("npm cannot reach its registry: " + npm.output());
        }
        if (npm.code() != 0) {
            throw new IOException("npm ci failed: " + npm.output());
        }
        return new NpmProject();
    }

    private static void requireNode() throws IOException, InterruptedException, Unavailable {
        Files.createDirectories(DIRECTORY);
        for (String program : List.of("node", "npm")) {
            try {
                Outcome version = run(30, Map.of(), program, "--version");
                int major = Integer.parseInt(version.output().strip().replaceFirst("(?s)^v?(\\d+)\\..*", "$1"));
                if (program.equals("node") && major < NODE) {
                    throw new Unavailable("the clients need Node " + NODE + " or newer, and this is " + major + ".");
                }
            } catch (IOException e) {
                throw new Unavailable(program + " cannot be run: " + e.getMessage());
            }
        }
    }

    /** Runs the tests of a file; Node's own report is the output. */
    Outcome test(String file, Map<String, String> environment) throws IOException, InterruptedException {
        return run(150, environment, "node", "--test", "--test-reporter=spec", file);
    }

    /** How a program has ended, and what it wrote. */
    record Outcome(int code, String output) {}

    private static Outcome run(int seconds, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(DIRECTORY, "output-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output);
        return ended
                ? new Outcome(process.exitValue(), text)
                : new Outcome(-1, text + "\n" + String.join(" ", command) + " took more than " + seconds + " s");
    }
}

package server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The npm package of the server, installed once for this user. */
final class NpmServer {

    private static final String VERSION = "2.42.0";
    private static final String WISH = "BROWSERLESS_OPEN_SOURCE";
    private static final int INSTALL_SECONDS = 300;
    /** What npm says where there is no registry, or no way to it. */
    private static final List<String> NO_REGISTRY = List.of(
            "ENOTFOUND",
            "EAI_AGAIN",
            "ECONNREFUSED",
            "ECONNRESET",
            "ETIMEDOUT",
            "ERR_SOCKET_TIMEOUT",
            "npm error network",
            "E403",
            "E404",
            "E503");

    private final Path directory;

    private NpmServer(Path directory) {
        this.directory = directory;
    }

    /** There is no such server on this machine, and none can be had. */
    static final class Unavailable extends Exception {

        private static final long serialVersionUID = 1L;

        Unavailable(String message) {
            super(message);
        }
    }

    static NpmServer installed(Path project) throws IOException, InterruptedException, Unavailable {
        requireNode();
        Path directory = cache().resolve("browserless-" + VERSION + "-" + hash(project));
        if (!Files.exists(directory)) {
            if ("skip".equals(System.getenv(WISH))) {
                throw new Unavailable(WISH + "=skip, and it is not in " + directory + ".");
            }
            install(project, directory);
        }
        return new NpmServer(directory);
    }

    private static Path cache() {
        String named = System.getenv("XDG_CACHE_HOME");
        Path cache =
                named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        return cache.resolve("junit-browser-session");
    }

    private static String hash(Path project) throws IOException {
        return Integer.toHexString(
                Files.readString(project.resolve("package-lock.json")).hashCode());
    }

    private static void requireNode() throws InterruptedException, Unavailable {
        for (String program : List.of("node", "npm")) {
            try {
                run(Path.of(""), 60, program, "--version");
            } catch (IOException e) {
                throw new Unavailable(program + " cannot be run: " + e.getMessage());
            }
        }
    }

    /** Beside its place, so that an install that was ended half-way is not taken for one. */
    private static void install(Path project, Path directory) throws IOException, InterruptedException, Unavailable {
        Files.createDirectories(directory.getParent());
        Path making = Files.createTempDirectory(directory.getParent(), "making-");
        System.out.println("Installing the open-source Browserless " + VERSION + " from npm in " + directory);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(project.resolve(file), making.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        try {
            run(
                    making,
                    INSTALL_SECONDS,
                    "npm",
                    "ci",
                    "--omit=optional",
                    "--omit=dev",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--fetch-retries=1");
            Files.move(making, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(making);
            if (!Files.exists(directory)) {
                throw explained(e);
            }
        }
    }

    private static Unavailable explained(IOException failure) throws IOException {
        if (NO_REGISTRY.stream().noneMatch(failure.getMessage()::contains)) {
            throw failure;
        }
        return new Unavailable("npm cannot reach its registry: " + failure.getMessage());
    }

    private static void run(Path directory, int seconds, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("npm-", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toAbsolutePath().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new IOException(String.join(" ", command) + " took more than " + seconds + " s (ETIMEDOUT)");
            }
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed:\n" + Files.readString(output));
            }
        } finally {
            Files.delete(output);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Where it wants to be started. */
    Path directory() {
        return directory;
    }

    Path main() {
        return build().resolve("index.js");
    }

    /** Of all routes those for Chromium: with any other, the server wants that one's browser too. */
    Path routes(Path parent) throws IOException {
        Path routes = Files.createDirectories(parent.resolve("routes"));
        for (String name : List.of("chromium", "management")) {
            Files.createSymbolicLink(
                    routes.resolve(name), build().resolve("routes").resolve(name));
        }
        return routes;
    }

    private Path build() {
        return directory.resolve("node_modules/@browserless.io/browserless/build");
    }

    /** A browser of this machine, where Playwright looks for its own. */
    Path browsers(Path parent) throws IOException, Unavailable {
        Path browser = Stream.of("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
                .map(NpmServer::onPath)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new Unavailable("there is neither chromium nor google-chrome on the PATH"));
        Path place =
                parent.resolve("browsers").resolve("chromium-" + revision()).resolve("chrome-linux64");
        Files.createSymbolicLink(Files.createDirectories(place).resolve("chrome"), browser);
        return parent.resolve("browsers");
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(it -> Path.of(it, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The first in Playwright's list is Chromium's. */
    private String revision() throws IOException {
        String list = Files.readString(directory.resolve("node_modules/playwright-core/browsers.json"));
        return list.replaceFirst("(?s).*?\"revision\":\\s*\"(\\d+)\".*", "$1").toLowerCase(Locale.ROOT);
    }
}

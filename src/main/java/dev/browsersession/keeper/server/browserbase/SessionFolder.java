package dev.browsersession.keeper.server.browserbase;

import dev.browsersession.keeper.server.FileIntake;
import dev.browsersession.keeper.server.ReceivedFile;
import dev.browsersession.keeper.server.ServedSessions;
import dev.browsersession.keeper.server.SessionDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of one session. Clients know uploads by a path below {@link #UPLOADS}; here each session has its own place, and the
 * path is put right on its way to the browser.
 */
final class SessionFolder implements AutoCloseable {

    /** Where the service has uploads on the browser's machine. */
    static final String UPLOADS = "/tmp/.uploads/";

    static final long LARGEST_FILE = 100L << 20;
    static final int MOST_FILES = 100;

    private static final int LONGEST_NAME = 200;

    private final SessionDirectory directory;

    private SessionFolder(SessionDirectory directory) {
        this.directory = directory;
    }

    static SessionFolder make(ServedSessions sessions, String session) throws IOException {
        SessionFolder folder = new SessionFolder(SessionDirectory.make(sessions, "files", session));
        for (Path place : new Path[] {folder.uploads(), folder.downloads(), folder.arriving()}) {
            Files.createDirectory(place);
        }
        return folder;
    }

    Path uploads() {
        return directory.path().resolve("uploads");
    }

    Path downloads() {
        return directory.path().resolve("downloads");
    }

    private Path arriving() {
        return directory.path().resolve("arriving");
    }

    FileIntake intake() {
        return new FileIntake(arriving(), LARGEST_FILE);
    }

    /** Keeps what has arrived, in place of one of the same name. */
    String keep(ReceivedFile file) throws Refusal, IOException {
        String name = safeName(file.name());
        synchronized (this) {
            if (!Files.exists(uploads().resolve(name)) && count() >= MOST_FILES) {
                throw new Refusal(413, "A session takes " + MOST_FILES + " files at most.");
            }
            Files.move(file.path(), uploads().resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return name;
    }

    private long count() throws IOException {
        try (Stream<Path> files = Files.list(uploads())) {
            return files.count();
        }
    }

    /** What stands behind the last separator of either kind. */
    private static String safeName(String given) throws Refusal {
        String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        if (name.isBlank()
                || name.equals(".")
                || name.equals("..")
                || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.badRequest(
                    "body/file must have a name of 1 to " + LONGEST_NAME + " bytes without control characters");
        }
        return name;
    }

    /** Where an upload is that a client names; anything else is not touched. */
    String here(String path) {
        return uploaded(path).map(Path::toString).orElse(path);
    }

    /** The same for keys, which are paths where every line is one of an upload. */
    Optional<String> keysHere(String keys) {
        String[] lines = keys.split("\n", -1);
        return Arrays.stream(lines).allMatch(line -> uploaded(line).isPresent())
                ? Optional.of(Arrays.stream(lines).map(this::here).collect(Collectors.joining("\n")))
                : Optional.empty();
    }

    private Optional<Path> uploaded(String path) {
        if (!path.startsWith(UPLOADS) || path.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        String name = path.substring(UPLOADS.length());
        return name.isEmpty() || name.contains("/") || name.equals("..") || name.equals(".")
                ? Optional.empty()
                : Optional.of(uploads().resolve(name)).filter(Files::isRegularFile);
    }

    @Override
    public void close() {
        directory.close();
    }
}

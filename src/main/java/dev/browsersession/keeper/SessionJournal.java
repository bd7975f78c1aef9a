package dev.browsersession.keeper;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of the journal that is about sessions at providers: a file for each, from before its creation until it is gone. Used
 * by the process that has the {@link Journal} beside it locked, by any number of its threads. Files, so that no session's entry
 * can damage another's, and an embedded keeper can take over those of a dead one.
 */
final class SessionJournal {

    private static final System.Logger LOG = System.getLogger(SessionJournal.class.getName());
    private static final String SUFFIX = ".json";

    private final Path directory;

    private SessionJournal(Path directory) {
        this.directory = directory;
    }

    static SessionJournal in(Path keeperDirectory) {
        return new SessionJournal(keeperDirectory.resolve("sessions"));
    }

    /** Writes an entry, or writes it anew. When this returns, it survives the keeper. */
    void write(JournaledSession session) throws IOException {
        make();
        Path part = directory.resolve(session.tag() + ".part");
        // Not by a channel: an interrupt would close it.
        try (OutputStream out = new FileOutputStream(part.toFile())) {
            out.write(KeeperJson.write(session).getBytes(StandardCharsets.UTF_8));
        }
        Files.move(part, file(session), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Only where the keeper's directory is there: one that was deleted under it does not come back. */
    private void make() throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            // By another session's entry, at the same moment or long ago.
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    void ended(JournaledSession session) {
        try {
            Files.deleteIfExists(file(session));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the journal keeps {0}, which is gone: {1}", session.name(), e.toString());
        }
    }

    /** What a dead keeper had. What cannot be read is said and left where it is. */
    List<JournaledSession> left() throws IOException {
        List<JournaledSession> left = new ArrayList<>();
        for (Path file : files()) {
            try {
                JournaledSession session = KeeperJson.read(Files.readString(file), JournaledSession.class);
                if (!session.hasAll() || !file.equals(file(session))) {
                    throw new IllegalArgumentException("it is not whole");
                }
                left.add(session);
            } catch (IOException | IllegalArgumentException e) {
                LOG.log(
                        Level.WARNING,
                        "{0} cannot be read ({1}); a session at a provider may be left until its ttl ends",
                        file,
                        e.getMessage());
            }
        }
        return left;
    }

    /** The tags of all that is written down, also of what cannot be read. */
    List<String> tags() throws IOException {
        return files().stream()
                .map(file -> file.getFileName().toString())
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .toList();
    }

    /** Takes over what another one, whose keeper is dead, still has. */
    void adopt(SessionJournal dead) throws IOException {
        for (Path file : dead.files()) {
            make();
            Files.move(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    boolean isEmpty() throws IOException {
        return files().isEmpty();
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            found.forEach(files::add);
        } catch (NoSuchFileException e) {
            LOG.log(Level.DEBUG, "no session was ever written down in {0}", directory);
        }
        return files;
    }

    private Path file(JournaledSession session) {
        return directory.resolve(session.tag() + SUFFIX);
    }
}

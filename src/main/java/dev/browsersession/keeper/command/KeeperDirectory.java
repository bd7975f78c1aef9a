package dev.browsersession.keeper.command;

import dev.browsersession.keeper.DeadKeeper;
import dev.browsersession.keeper.Journal;
import dev.browsersession.keeper.OwnKeeper;
import dev.browsersession.keeper.ProviderSweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The directory of one keeper, which may be dead. Its files tell what can be known of a keeper that does not answer. */
record KeeperDirectory(Path path) {

    static boolean isOne(Path path) {
        return path.getFileName().toString().matches("[ke]-.+") && Files.isDirectory(path);
    }

    boolean embedded() {
        return path.getFileName().toString().startsWith("e-");
    }

    /** Whether it is the keeper of a local server. */
    boolean serves() {
        return Files.exists(path.resolve(OwnKeeper.MARK));
    }

    Path socket() {
        return path.resolve("sock");
    }

    Path log() {
        return path.resolve("log");
    }

    String pid() {
        return text("pid");
    }

    String version() {
        return text("version");
    }

    Optional<Instant> since() {
        try {
            return Optional.of(Files.getLastModifiedTime(path.resolve("pid")).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    List<String> leftBehind() throws IOException {
        return DeadKeeper.leftBehind(path);
    }

    Optional<Journal.Recovery> recover(ProviderSweep atProviders) throws IOException {
        return DeadKeeper.recover(path, atProviders);
    }

    /** A file that its keeper wrote when it started; a keeper that ended took it along. */
    private String text(String file) {
        try {
            return Files.readString(path.resolve(file)).strip();
        } catch (IOException e) {
            return "?";
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

package dev.browsersession.lease;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The files of one keeper.
 *
 * @param directory its own directory
 * @param work where its sessions have their directories
 */
record KeeperPlace(Path directory, Path work) {

    Path socket() {
        return directory.resolve("sock");
    }

    Path startLock() {
        return directory.resolve("start.lock");
    }

    Path log() {
        return directory.resolve("log");
    }

    /**
     * Whether a keeper lives here, which holds its journal for life. Asked under the start lock only: a keeper that starts at
     * the same moment would take this for another keeper.
     */
    boolean isKept() throws IOException {
        Path journal = directory.resolve("journal");
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }

    /** The keeper that wrote its number here last, for messages. */
    String whichKeeper() throws IOException {
        Path pid = directory.resolve("pid");
        return (Files.exists(pid) ? "It is process " + Files.readString(pid).strip() + ", its" : "Its") + " log is "
                + log() + ".";
    }
}

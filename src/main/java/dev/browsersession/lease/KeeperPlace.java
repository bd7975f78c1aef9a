package dev.browsersession.lease;

import java.nio.file.Path;

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
}

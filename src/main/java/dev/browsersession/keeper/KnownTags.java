package dev.browsersession.keeper;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tags of sessions that keepers of this machine answer for: this one, and others that live. */
final class KnownTags {

    private final Path own;

    /** @param own this keeper's directory, beside which those of others are */
    KnownTags(Path own) {
        this.own = own;
    }

    Set<String> amongThem(Set<String> tags) throws IOException {
        Set<String> known = new HashSet<>();
        for (Path directory : keepers()) {
            Set<String> there = new HashSet<>(SessionJournal.in(directory).tags());
            there.retainAll(tags);
            // What a dead one left is nobody's. The own journal is not looked at: its lock would end with the look.
            if (!there.isEmpty() && (directory.equals(own) || DeadKeeper.lives(directory))) {
                known.addAll(there);
            }
        }
        return known;
    }

    private List<Path> keepers() throws IOException {
        List<Path> keepers = new ArrayList<>();
        keepers.add(own);
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(own.getParent(), Files::isDirectory)) {
            beside.forEach(directory -> {
                if (!directory.equals(own)) {
                    keepers.add(directory);
                }
            });
        }
        return keepers;
    }
}

package dev.browsersession.provider.browserbase;

import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a session has downloaded, as Browserbase hands it over: {@code report.pdf} is in it as {@code report-1719265797164.pdf}.
 * The names in it are compared and never become a path.
 */
record DownloadsZip(String session, Path zip) {

    /** Seconds or finer, as a name's end. */
    private static final String STAMP = "-(\\d{10,19})";

    static DownloadsZip of(String session, Path zip) {
        return new DownloadsZip(session, zip);
    }

    /** An entry, and what tells it from others of its name. */
    private record Candidate(ZipEntry entry, String stamp) {}

    /** False where it is not in there yet. */
    boolean extract(String name, int earlier, long size, Path target) throws ProviderFailure {
        try {
            if (Files.size(zip) == 0) {
                return false;
            }
            try (ZipFile file = new ZipFile(zip.toFile())) {
                Optional<ZipEntry> entry = choose(candidates(file, name), earlier, size);
                if (entry.isEmpty()) {
                    return false;
                }
                copy(file, entry.get(), size, target);
                return true;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ProviderFailure(
                    Failure.Kind.PROVIDER,
                    "Browserbase, asked for the downloads of session " + session
                            + ", answered with a zip that cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private static List<Candidate> candidates(ZipFile file, String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot <= 0 ? name : name.substring(0, dot);
        String end = dot <= 0 ? "" : name.substring(dot);
        Pattern stamped = Pattern.compile(Pattern.quote(stem) + "(?:" + STAMP + ")?" + Pattern.quote(end));
        return file.stream()
                .filter(entry -> !entry.isDirectory())
                .flatMap(entry -> {
                    Matcher matcher = stamped.matcher(lastPart(entry.getName()));
                    return matcher.matches()
                            ? Optional.of(new Candidate(
                                            entry,
                                            Optional.ofNullable(matcher.group(1))
                                                    .orElse("")))
                                    .stream()
                            : Optional.<Candidate>empty().stream();
                })
                // Of one length each, so that text is compared as numbers are.
                .sorted(Comparator.comparing((Candidate it) -> it.stamp().length())
                        .thenComparing(Candidate::stamp))
                .toList();
    }

    private static String lastPart(String entry) {
        return entry.substring(Math.max(entry.lastIndexOf('/'), entry.lastIndexOf('\\')) + 1);
    }

    /** By its turn; where that one has another size, by its size, as far as only one has that. */
    private static Optional<ZipEntry> choose(List<Candidate> candidates, int earlier, long size) {
        List<ZipEntry> fitting = candidates.stream()
                .map(Candidate::entry)
                .filter(entry -> entry.getSize() == size)
                .toList();
        if (earlier < candidates.size()
                && fitting.contains(candidates.get(earlier).entry())) {
            return Optional.of(candidates.get(earlier).entry());
        }
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    /** Never more than was announced: a few bytes of a zip can be any number of bytes. */
    private static void copy(ZipFile file, ZipEntry entry, long size, Path target) throws IOException {
        long copied = 0;
        try (InputStream content = file.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] piece = new byte[64 << 10];
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                copied += read;
                if (copied > size) {
                    break;
                }
                out.write(piece, 0, read);
            }
        }
        if (copied != size) {
            Files.delete(target);
            throw new IOException("an entry does not have the size that it announces");
        }
    }
}

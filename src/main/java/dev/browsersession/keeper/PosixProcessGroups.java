package dev.browsersession.keeper;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Process groups of Linux, looked at through {@code /proc}, and of macOS and the BSDs, looked at through {@code ps}. */
final class PosixProcessGroups implements ProcessGroups {

    private static final String SHELL = "/bin/sh";
    // The shell exports its working directory, which is the session's: a mark on all that comes of it.
    private static final String GATE = "echo $$; export PWD; read -r go || exit 1; exec \"$@\" </dev/null";
    private static final boolean HAS_PROC = Files.isDirectory(ProcStat.PROC.resolve("self"));
    private static final Charset FILE_NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final List<String> detacher;

    PosixProcessGroups() {
        this(program("setsid"), program("perl"), program("bash"));
    }

    PosixProcessGroups(Optional<String> setsid, Optional<String> perl, Optional<String> bash) {
        detacher = setsid.map(List::of)
                .or(() -> perl.map(it -> List.of(
                        it, "-MPOSIX=setsid", "-e", "setsid() > 0 or die \"setsid: $!\"; exec { $ARGV[0] } @ARGV")))
                // A shell with job control gives a job a group, not a session; that still keeps a terminal's Ctrl-C
                // away.
                .or(() -> bash.map(it -> List.of(it, "-c", "set -m; \"$@\" <&0 & wait $!", "detached")))
                .orElseThrow(() -> new IllegalStateException("A process group of its own needs one of setsid, perl and"
                        + " bash on the PATH or in /usr/bin or /bin, and there is none. Install util-linux or perl."));
    }

    private static Optional<String> program(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/bin", "/bin"))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, name))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .map(Path::toString)
                .findFirst();
    }

    @Override
    public List<String> detached(List<String> command) {
        List<String> whole = new ArrayList<>(detacher);
        whole.addAll(command);
        return List.copyOf(whole);
    }

    @Override
    public List<String> gated(List<String> command) {
        List<String> whole = new ArrayList<>(List.of(SHELL, "-c", GATE, "gate"));
        whole.addAll(command);
        return detached(whole);
    }

    @Override
    public boolean gates() {
        return true;
    }

    @Override
    public List<String> reaper() throws IOException {
        try (InputStream script = PosixProcessGroups.class.getResourceAsStream("reaper.sh")) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return detached(List.of(SHELL, "-c", text, "browser-session-reaper"));
        }
    }

    @Override
    public void kill(long group) throws IOException {
        requireGroup(group);
        // The shell's own kill: small container images have no other. Not "-9", which dash refuses before "--".
        String output = run(List.of(SHELL, "-c", "kill -s KILL -- -" + group));
        if (!output.isEmpty() && anyAlive(group)) {
            throw new IOException("process group " + group + " could not be killed: " + output);
        }
    }

    @Override
    public boolean anyAlive(long group) throws IOException {
        requireGroup(group);
        return living().anyMatch(process -> process.group() == group);
    }

    @Override
    public List<Long> inheritors(Path directory) throws IOException {
        return living().filter(process -> inherited(process.pid(), directory))
                .map(Living::pid)
                .toList();
    }

    @Override
    public boolean anyNaming(long group, Path directory) throws IOException {
        requireGroup(group);
        return living().filter(process -> process.group() == group)
                .anyMatch(process -> inherited(process.pid(), directory) || inCommand(process.pid(), directory));
    }

    @Override
    public OptionalLong startTime(long pid) {
        if (HAS_PROC) {
            return ProcStat.of(Long.toString(pid)).filter(ProcStat::alive).stream()
                    .mapToLong(ProcStat::startTime)
                    .findFirst();
        }
        return ProcessHandle.of(pid).flatMap(process -> process.info().startInstant()).stream()
                .mapToLong(Instant::toEpochMilli)
                .findFirst();
    }

    private static Stream<Living> living() throws IOException {
        return HAS_PROC ? livingInProc() : livingInPs();
    }

    private static Stream<Living> livingInProc() throws IOException {
        List<Living> living = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(ProcStat.PROC, "[0-9]*")) {
            for (Path process : processes) {
                String pid = process.getFileName().toString();
                ProcStat.of(pid)
                        .filter(ProcStat::alive)
                        .ifPresent(stat -> living.add(new Living(Long.parseLong(pid), stat.group())));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return living.stream();
    }

    private static Stream<Living> livingInPs() throws IOException {
        return run(List.of("/bin/ps", "-axo", "pid=,pgid=,stat="))
                .lines()
                .map(line -> BLANKS.split(line.strip()))
                .filter(row -> row.length == 3 && !row[2].startsWith("Z"))
                .map(row -> new Living(Long.parseLong(row[0]), Long.parseLong(row[1])));
    }

    private static boolean inherited(long pid, Path directory) {
        try {
            if (HAS_PROC) {
                Path environment = ProcStat.PROC.resolve(Long.toString(pid)).resolve("environ");
                return Files.readString(environment, StandardCharsets.ISO_8859_1)
                        .contains("=" + bytes(directory) + "\0");
            }
            return (run(List.of("/bin/ps", "-wwE", "-o", "command=", "-p", Long.toString(pid))) + " ")
                    .contains("=" + bytes(directory) + " ");
        } catch (IOException unreadable) {
            // It has ended meanwhile, or is another user's, or is a sandboxed child, of which even its owner may not
            // see this.
            return false;
        }
    }

    /** Chrome's children overwrite their environment with their command line. */
    private static boolean inCommand(long pid, Path directory) {
        try {
            String command = HAS_PROC
                    ? Files.readString(
                            ProcStat.PROC.resolve(Long.toString(pid)).resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    : run(List.of("/bin/ps", "-ww", "-o", "command=", "-p", Long.toString(pid)));
            return command.contains(bytes(directory));
        } catch (IOException endedMeanwhile) {
            return false;
        }
    }

    /** The path's bytes as characters, since the environment of others is read byte by byte. */
    private static String bytes(Path path) {
        return new String(path.toString().getBytes(FILE_NAMES), StandardCharsets.ISO_8859_1);
    }

    private static void requireGroup(long group) {
        // 0 is the caller's own group, and -1 in the place of a group is every process there is.
        if (group <= 1) {
            throw new IllegalArgumentException("no process group of ours: " + group);
        }
    }

    private static String run(List<String> command) throws IOException {
        // Not in the keeper's own directory, which somebody may have deleted: then a shell complains of that first.
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(new File("/")).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("LC_ALL", "C", "PATH", "/usr/bin:/bin"));
        Process process = builder.start();
        process.getOutputStream().close();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.ISO_8859_1).strip();
            process.waitFor(10, TimeUnit.SECONDS);
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command, e);
        }
    }

    private record Living(long pid, long group) {}
}

package dev.browsersession.keeper;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One run of the reaper's script: lines to it, and its answers. Used by one thread at a time. */
final class ReaperProcess {

    private static final Logger LOG = System.getLogger(ReaperProcess.class.getName());
    private static final long ANSWER_SECONDS = 5;
    private static final String NO_MORE = "";

    // File names have the encoding of the platform, which is not that of the JVM's text everywhere.
    private final Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    private final Process process;
    private final OutputStream input;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private ReaperProcess(Process process) {
        this.process = process;
        this.input = process.getOutputStream();
    }

    static ReaperProcess start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        String path = System.getenv("PATH");
        if (isPosix()) {
            // A working directory of its own would keep a directory or a file system in use that is to go.
            builder.directory(new File("/"));
            builder.environment().clear();
            builder.environment().putAll(Map.of("PATH", path == null ? "/usr/bin:/bin" : path + ":/usr/bin:/bin"));
        }
        ReaperProcess reaper = new ReaperProcess(builder.start());
        Thread reader = new Thread(reaper::readAnswers, "reaper-answers");
        reader.setDaemon(true);
        reader.start();
        return reaper;
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<Process> exited() {
        return process.onExit();
    }

    /** Writes a line and returns when it was answered. */
    void tell(String line) throws IOException {
        if (line.indexOf('\n') >= 0) {
            throw new IOException("a path with a line break cannot be handed to the reaper: " + line);
        }
        input.write((line + "\n").getBytes(charset));
        input.flush();
        String expected = "ok " + line.split(" ", 3)[1];
        try {
            String answer = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (!expected.equals(answer)) {
                throw new IOException("the reaper answered '" + answer + "' where '" + expected + "' was expected");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the reaper was told of a process", e);
        }
    }

    /** Kills the script. Never its input first: at the end of its input it would reap all that still runs. */
    void destroy() {
        process.destroyForcibly();
    }

    /** Ends its input; true when it was seen to exit. */
    boolean endInput(long limit, TimeUnit unit) {
        try {
            input.close();
            return process.waitFor(limit, unit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            return !process.isAlive();
        }
    }

    private void readAnswers() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), charset))) {
            reader.lines().forEach(answers::add);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.DEBUG, "The reaper's answers cannot be read any more.", e);
        } finally {
            answers.add(NO_MORE);
        }
    }

    private static boolean isPosix() {
        return File.separatorChar == '/';
    }
}

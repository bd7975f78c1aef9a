package example;

import dev.browsersession.command.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code serve}, as a person runs it: the artifact's jar alone. */
final class ServeProcess implements AutoCloseable {

    private static final Pattern WHERE = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    private final Process process;
    private final String url;

    private ServeProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static ServeProcess start(List<String> options) throws IOException, URISyntaxException {
        Path jar = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-jar", jar.toString(), "serve"));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = WHERE.matcher(line);
            if (matcher.find()) {
                return new ServeProcess(process, matcher.group());
            }
        }
        throw new IOException("serve ended, and did not say where it listens");
    }

    String url() {
        return url;
    }

    /** As Ctrl-C ends it. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IOException("serve did not end within 30 s");
        }
    }
}

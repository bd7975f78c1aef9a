package dev.browsersession.keeper.server.browserbase;

import dev.browsersession.cdp.CdpConnection;
import dev.browsersession.cdp.CdpEvent;
import dev.browsersession.cdp.CdpException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What the browser of one session has downloaded, in whatever context. A connection of its own hears of it. Guarded by its own
 * lock; events come on an event loop.
 */
final class SessionDownloads implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SessionDownloads.class.getName());
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long LARGEST_ZIP = 200L << 20;
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final Pattern UNSAFE = Pattern.compile("[\\\\/\\p{Cntrl}]");

    private final Path directory;
    private final CdpConnection browser;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, Path> completed = new LinkedHashMap<>();
    private long lastMillis;

    private SessionDownloads(Path directory, CdpConnection browser) {
        this.directory = directory;
        this.browser = browser;
    }

    /** Has the default context's downloads go there too. */
    static SessionDownloads watch(Path directory, CdpConnection browser) throws CdpException {
        SessionDownloads downloads = new SessionDownloads(directory, browser);
        browser.onEvent(downloads::happened);
        browser.call(null, "Browser.setDownloadBehavior", behavior(directory), LIMIT);
        return downloads;
    }

    /** Named by the browser so that nothing is in the way of anything. */
    static Map<String, Object> behavior(Path directory) {
        return Map.of("behavior", "allowAndName", "downloadPath", directory.toString(), "eventsEnabled", true);
    }

    private synchronized void happened(CdpEvent event) {
        String id = event.params().path("guid").asString("");
        if (!ID.matcher(id).matches()) {
            return;
        }
        if (event.method().equals("Browser.downloadWillBegin")) {
            names.put(id, event.params().path("suggestedFilename").asString("download"));
        } else if (event.method().equals("Browser.downloadProgress")
                && event.params().path("state").asString("").equals("completed")
                && names.containsKey(id)) {
            completed(names.remove(id), id, event.params().path("filePath").asString(""));
        }
    }

    /** A driver of the session has its own place for them, which goes when it does. */
    private void completed(String name, String id, String toldPath) {
        Path file = directory.resolve(id);
        try {
            if (!Files.exists(file)) {
                Files.createLink(file, Path.of(toldPath));
            }
            completed.put(stamped(name), file);
        } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
            LOG.log(Level.WARNING, "download " + id + " is not where the browser put it", e);
        }
    }

    /** Two of one name have different moments. */
    private String stamped(String name) {
        lastMillis = Math.max(System.currentTimeMillis(), lastMillis + 1);
        String plain = UNSAFE.matcher(name).replaceAll("_");
        int dot = plain.lastIndexOf('.');
        return dot <= 0 ? plain + "-" + lastMillis : plain.substring(0, dot) + "-" + lastMillis + plain.substring(dot);
    }

    byte[] zip() throws IOException, Refusal {
        Map<String, Path> files;
        synchronized (this) {
            files = new LinkedHashMap<>(completed);
        }
        long size = 0;
        for (Path file : files.values()) {
            size += Files.size(file);
        }
        if (size > LARGEST_ZIP) {
            throw new Refusal(413, "The downloads have more than " + (LARGEST_ZIP >> 20) + " MB in all.");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                Files.copy(file.getValue(), zip);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    synchronized void forget() throws IOException {
        for (Path file : completed.values()) {
            Files.deleteIfExists(file);
        }
        completed.clear();
    }

    @Override
    public void close() {
        browser.close();
    }
}

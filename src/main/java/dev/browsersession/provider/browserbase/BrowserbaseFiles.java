package dev.browsersession.provider.browserbase;

import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The files of a session at Browserbase. Where the vendor's schema is silent, its guides are followed: uploads lie below one
 * directory under their own names, and downloads are told to go to {@code downloads}.
 */
final class BrowserbaseFiles implements SessionFiles {

    private static final String UPLOADS = "/tmp/.uploads/";

    private final String session;
    private final BrowserbaseAccount account;
    /** What is there, by name: the digest of its content. Guarded by itself; an upload at a time. */
    private final Map<String, String> uploaded = new HashMap<>();

    BrowserbaseFiles(String session, BrowserbaseAccount account) {
        this.session = session;
        this.account = account;
    }

    @Override
    public String downloadDirectory() {
        return "downloads";
    }

    @Override
    public boolean fetch(String name, int earlier, long size, Path target) throws ProviderFailure {
        Path zip = target.resolveSibling(target.getFileName() + ".zip");
        try {
            return account.downloads(session, zip)
                    && DownloadsZip.of(session, zip).extract(name, earlier, size, target);
        } finally {
            delete(zip);
        }
    }

    private static void delete(Path zip) {
        try {
            Files.deleteIfExists(zip);
        } catch (IOException e) {
            throw new UncheckedIOException("the downloads of a session cannot be taken away again", e);
        }
    }

    /** One that has another content than an earlier of its name might be taken for that, so it is refused. */
    @Override
    public String upload(Path file) throws ProviderFailure {
        String name = file.getFileName().toString();
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
            // A ChromeDriver without a locale, as in most containers, takes no path with other letters.
            throw new ProviderFailure(
                    Failure.Kind.PROVIDER, "Files with a name like " + name + " are not brought to Browserbase.");
        }
        synchronized (uploaded) {
            String digest = digest(file);
            String there = uploaded.get(name);
            if (there != null && !there.equals(digest)) {
                throw new ProviderFailure(
                        Failure.Kind.PROVIDER,
                        "Session " + session + " at Browserbase has another file of the name " + name + ".");
            }
            if (there == null) {
                account.upload(session, file);
                uploaded.put(name, digest);
            }
            return UPLOADS + name;
        }
    }

    private String digest(Path file) throws ProviderFailure {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
                content.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new ProviderFailure(Failure.Kind.PROVIDER, "The file " + file + " cannot be read: " + e, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package dev.browsersession.keeper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small extension that gives every page a title. */
final class ExtensionFile {

    private ExtensionFile() {}

    static String zipBase64(String title) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write("""
                {"manifest_version": 3, "name": "test", "version": "1",
                 "content_scripts": [{"matches": ["http://*/*"], "js": ["title.js"]}]}
                """.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("title.js"));
            zip.write(("document.title = '" + title + "'").getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}

package dev.browsersession.webdriver;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.remote.Response;

/** Files that are made anew within a page, of bytes that scripts bring there piece by piece, and given to a file input. */
final class FileBytes {

    /** A script costs some twenty messages to the browser, whatever is in it; and base64 wants a multiple of three. */
    private static final int PIECE = 3 << 20;

    // Kept at the element, since scripts share nothing else that the page does not see anyway.
    private static final String BEGIN = """
            arguments[0][Symbol.for('browser-session-files')] = {files: [], parts: []};""";

    private static final String PIECE_SCRIPT = """
            const text = atob(arguments[1]), bytes = new Uint8Array(text.length);
            for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
            arguments[0][Symbol.for('browser-session-files')].parts.push(bytes);""";

    private static final String END_OF_FILE = """
            const [input, name, type, lastModified] = arguments;
            const kept = input[Symbol.for('browser-session-files')];
            kept.files.push(new File(kept.parts, name, {type, lastModified}));
            kept.parts = [];""";

    // As WebDriver has it: more files are added to those of an input that takes several.
    private static final String END = """
            const input = arguments[0], key = Symbol.for('browser-session-files'), all = new DataTransfer();
            if (input.multiple) for (const file of input.files) all.items.add(file);
            for (const file of input[key].files) all.items.add(file);
            delete input[key];
            input.files = all.files;
            input.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
            input.dispatchEvent(new Event('change', {bubbles: true}));""";

    private FileBytes() {}

    /** The answer of the last script, or of the first that fails. */
    static Response send(List<Path> files, PageScript script) throws IOException {
        Response last = script.run(BEGIN);
        for (Path file : files) {
            last = RemoteFileInput.isRefused(last) ? last : send(file, script);
        }
        return RemoteFileInput.isRefused(last) ? last : script.run(END);
    }

    private static Response send(Path file, PageScript script) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            for (byte[] piece = bytes.readNBytes(PIECE); piece.length > 0; piece = bytes.readNBytes(PIECE)) {
                Response response = script.run(PIECE_SCRIPT, Base64.getEncoder().encodeToString(piece));
                if (RemoteFileInput.isRefused(response)) {
                    return response;
                }
            }
        }
        String name = file.getFileName().toString();
        String type = Objects.requireNonNullElse(URLConnection.guessContentTypeFromName(name), "");
        return script.run(
                END_OF_FILE, name, type, Files.getLastModifiedTime(file).toMillis());
    }
}

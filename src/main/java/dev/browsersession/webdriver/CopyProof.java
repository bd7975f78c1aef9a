package dev.browsersession.webdriver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.remote.Command;
import org.openqa.selenium.remote.DriverCommand;
import org.openqa.selenium.remote.RemoteWebElement;
import org.openqa.selenium.remote.Response;

/** Tries a path of the browser's machine out in an input of its own, that nobody listens to. */
record CopyProof(RemoteFileInput.CommandRunner runner, PageScript script) {

    private static final String MAKE = """
            const own = document.createElement('input');
            own.type = 'file';
            own.style.display = 'none';
            document.documentElement.append(own);
            return own;""";

    private static final String SIZE = """
            const own = arguments[1], file = own.files[0];
            own.remove();
            return file === undefined ? -1 : file.size;""";

    /** An empty file has no bytes either, but a time; where there is none, Chrome says now. */
    private static final String IS_ANY = """
            const own = arguments[1], file = own.files[0];
            own.remove();
            return file !== undefined && (file.size > 0 || file.lastModified < Date.now() - 1000);""";

    /** Whether the browser finds as many bytes there as the file has. One without any needs no proof, nor any copy. */
    boolean holds(String copy, Path file) throws IOException {
        return tried(copy, SIZE) instanceof Number bytes && bytes.longValue() == Files.size(file);
    }

    /** Whether the browser finds anything there. */
    boolean isThere(String path) throws IOException {
        return Boolean.TRUE.equals(tried(path, IS_ANY));
    }

    /** What a script says of the input once the path was sent to it; null where it was not. */
    private Object tried(String path, String look) throws IOException {
        Object own = script.run(MAKE).getValue();
        if (!(own instanceof Map<?, ?> || own instanceof WebElement)) {
            return null;
        }
        String id = own instanceof Map<?, ?> map
                ? String.valueOf(map.values().iterator().next())
                : ((RemoteWebElement) own).getId();
        Response sent = runner.execute(new Command(
                script.occasion().getSessionId(),
                DriverCommand.SEND_KEYS_TO_ELEMENT,
                Map.of("id", id, "value", new CharSequence[] {path})));
        Object found = script.run(look, Map.of(PageScript.ELEMENT_KEY, id)).getValue();
        return RemoteFileInput.isRefused(sent) ? null : found;
    }
}

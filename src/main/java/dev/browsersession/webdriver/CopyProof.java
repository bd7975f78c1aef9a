package dev.browsersession.webdriver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.openqa.selenium.remote.Command;
import org.openqa.selenium.remote.DriverCommand;
import org.openqa.selenium.remote.Response;

/** Tries a path of the browser's machine out in an input of its own, that nobody listens to. */
record CopyProof(RemoteFileInput.CommandRunner runner, PageScript script) {

    private static final String MAKE = """
            const own = document.createElement('input');
            own.type = 'file';
            own.style.display = 'none';
            document.documentElement.append(own);
            return own;""";

    private static final String LOOK = """
            const own = arguments[1], file = own.files[0];
            own.remove();
            return file === undefined ? -1 : file.size;""";

    /** Whether the browser finds as many bytes there as the file has. One without any needs no proof, nor any copy. */
    boolean holds(String copy, Path file) throws IOException {
        Object own = script.run(MAKE).getValue();
        if (!(own instanceof Map<?, ?> || own instanceof org.openqa.selenium.WebElement)) {
            return false;
        }
        String id = own instanceof Map<?, ?> map
                ? String.valueOf(map.values().iterator().next())
                : ((org.openqa.selenium.remote.RemoteWebElement) own).getId();
        Response sent = runner.execute(new Command(
                script.occasion().getSessionId(),
                DriverCommand.SEND_KEYS_TO_ELEMENT,
                Map.of("id", id, "value", new CharSequence[] {copy})));
        Object size = script.run(LOOK, Map.of(PageScript.ELEMENT_KEY, id)).getValue();
        return !RemoteFileInput.isRefused(sent)
                && size instanceof Number bytes
                && bytes.longValue() == Files.size(file);
    }
}

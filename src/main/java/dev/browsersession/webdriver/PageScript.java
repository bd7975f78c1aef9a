package dev.browsersession.webdriver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.remote.Command;
import org.openqa.selenium.remote.DriverCommand;
import org.openqa.selenium.remote.Response;

/**
 * Scripts about one element, in the place where it is: in the frame that the test is in, and below whatever shadow root. The
 * element is their first argument.
 */
record PageScript(RemoteFileInput.CommandRunner runner, Command occasion, String element) {

    static final String ELEMENT_KEY = "element-6066-11e4-a52e-4f735466cecf";

    Response run(String script, Object... arguments) throws IOException {
        List<Object> all = new ArrayList<>();
        all.add(Map.of(ELEMENT_KEY, element));
        all.addAll(List.of(arguments));
        return runner.execute(new Command(
                occasion.getSessionId(), DriverCommand.EXECUTE_SCRIPT, Map.of("script", script, "args", all)));
    }
}

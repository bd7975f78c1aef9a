package example;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.testkit.Kit;
import dev.browsersession.testkit.Leftovers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Browsers that the keeper starts: they go with it. */
final class ThisMachine implements Place {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @Override
    public String provider() {
        return "local";
    }

    @Override
    public Stream<Way> ways() {
        return Stream.of(HowItEnds.values())
                .flatMap(how -> Stream.of(BrowserState.values()).map(browser -> new Way(how, browser, false)))
                // Who cleans up differs then, not what there is to clean up: one state of the browser will do.
                .filter(way -> way.how() != HowItEnds.WITH_REAPER || way.browser() == BrowserState.STOPPED);
    }

    /** The browser runs, but does not say where it listens. */
    @Override
    public Prepared prepare(Way way, Path scripts) throws IOException {
        BrowserScript script = BrowserScript.write(scripts, CHROMIUM, way.browser() == BrowserState.WRAPPED);
        script.holdBack();
        Kit kit = kit().with("browser.session.local.binary", script.path().toString());
        return new Prepared() {
            @Override
            public Kit kit() {
                return kit;
            }

            @Override
            public void endWhileCreating() throws IOException, InterruptedException {
                script.awaitSilentBrowser();
                script.letPass();
                Ending.reached(Point.CREATING);
            }
        };
    }

    @Override
    public SessionDirectories made() throws IOException {
        return SessionDirectories.below(Leftovers.stateDirectory()).ofBrowsers();
    }

    @Override
    public String noRoom() {
        return "Provider local could not start a session: its directory could not be made: ";
    }

    /** No waiting. */
    @Override
    public void awaitNothingLeft(SessionDirectories lost) {
        assertThat(Leftovers.browsers()).isEmpty();
        assertThat(Leftovers.directories()).isEmpty();
    }
}

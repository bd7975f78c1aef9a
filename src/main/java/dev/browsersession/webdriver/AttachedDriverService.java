package dev.browsersession.webdriver;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.chrome.ChromeDriverService;

/** Stands for a ChromeDriver process that somebody else starts and stops. */
final class AttachedDriverService extends ChromeDriverService {

    private static final Duration UNUSED = Duration.ofSeconds(1);

    private final URL url;

    /** What Selenium takes for the program of a driver that is on no machine of ours: it wants to see one that could be run. */
    static final Path ELSEWHERE = Path.of(System.getProperty("java.home"), "bin", "java");

    /** @param driver an executable file: Selenium looks for one with Selenium Manager where it is given none */
    AttachedDriverService(File driver, URL url) throws IOException {
        super(driver, 0, UNUSED, List.of(), Map.of());
        this.url = url;
    }

    @Override
    public URL getUrl() {
        return url;
    }

    @Override
    public boolean isRunning() {
        return true;
    }

    @Override
    public void start() {
        // It runs.
    }

    @Override
    public void stop() {
        // It is not ours to stop.
    }
}

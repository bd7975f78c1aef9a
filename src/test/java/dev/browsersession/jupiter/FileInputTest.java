package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import dev.browsersession.testkit.PageServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.remote.LocalFileDetector;

/** A browser on this machine takes files by their paths. */
class FileInputTest {

    private static PageServer pages;

    @TempDir
    static Path directory;

    @Test
    void takesThePathAsItIsWithAFileDetectorToo() throws Exception {
        try (PageServer served = PageServer.start().page("/form", "<input type=file id=file>")) {
            pages = served;
            kit().run(TestCases.class).allPassed(1);
        }
    }

    @BrowserSession
    static class TestCases {
        @Test
        void takesIt(ChromeDriver driver) throws Exception {
            Path file = Files.writeString(directory.resolve("here.txt"), "here");
            driver.get(pages.url("/form"));
            WebElement input = driver.findElement(By.id("file"));
            input.sendKeys(file.toString());
            // Bytes that came through the page would be those of now.
            Files.writeString(file, "later", java.nio.file.StandardOpenOption.APPEND);
            assertThat(read(driver, input)).isEqualTo("here.txt NotReadableError");

            driver.setFileDetector(new LocalFileDetector());
            WebElement detecting = driver.findElement(By.id("file"));
            detecting.sendKeys(file.toString());
            assertThat(read(driver, detecting)).isEqualTo("here.txt herelater");
        }

        /** Chrome does not read a file that has changed since it was chosen. */
        private static Object read(ChromeDriver driver, WebElement input) {
            return driver.executeAsyncScript("""
                    const [input, done] = arguments, file = input.files[0];
                    file.text().then(text => done(file.name + ' ' + text), e => done(file.name + ' ' + e.name));""", input);
        }
    }
}

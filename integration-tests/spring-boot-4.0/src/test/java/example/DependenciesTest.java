package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes with junit-browser-session: Selenium, and what that brings. Lines are indented by three for each level. */
class DependenciesTest {

    @Test
    void nothingButSeleniumComesWithIt() throws IOException {
        List<String> tree = Files.readAllLines(Path.of("target", "dependencies.txt"));
        int artifact = tree.indexOf(tree.stream()
                .filter(line -> line.startsWith("   dev.browsersession:"))
                .findFirst()
                .orElseThrow());
        List<String> direct = tree.subList(artifact + 1, tree.size()).stream()
                .takeWhile(line -> line.startsWith("      "))
                .filter(line -> !line.startsWith("         "))
                .map(line -> line.replace("(", "").strip())
                .toList();
        assertThat(direct)
                .hasSize(2)
                .anyMatch(line -> line.startsWith("org.seleniumhq.selenium:selenium-chrome-driver:"))
                .anyMatch(line -> line.startsWith("org.seleniumhq.selenium:selenium-remote-driver:"));
    }
}

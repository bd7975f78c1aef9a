package dev.browsersession.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.config.Settings;
import dev.browsersession.protocol.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a project is called, in whatever directory it is. */
class ProjectNameTest {

    @TempDir
    private Path root;

    private void file(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }

    @Test
    void aPomNamesItsOwnArtifactAndGroup() throws IOException {
        file("pom.xml", """
                <?xml version="1.0"?>
                <!DOCTYPE project>
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <parent><groupId>of.parent</groupId><artifactId>parent</artifactId></parent>
                  <dependencies><dependency><groupId>d</groupId><artifactId>d</artifactId></dependency></dependencies>
                  <groupId>com.example<!-- ours --></groupId>
                  <artifactId>
                    shop
                  </artifactId>
                </project>
                """);

        assertThat(ProjectName.in(root)).contains("shop:com.example");
    }

    @Test
    void aPomWithoutAGroupHasThatOfItsParent() throws IOException {
        file("pom.xml", """
                <project><artifactId>shop</artifactId>
                  <parent><groupId>of.parent</groupId><artifactId>parent</artifactId></parent></project>
                """);

        assertThat(ProjectName.in(root)).contains("shop:of.parent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<project>", "", "<project><artifactId>${name}</artifactId></project>", "<project/>"})
    void aPomThatDoesNotSayIsNotGuessedAt(String pom) throws IOException {
        file("pom.xml", pom);
        file("settings.gradle", "rootProject.name = 'other'");

        assertThat(ProjectName.in(root)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "settings.gradle, rootProject.name = 'shop', build.gradle, group 'com.example'",
        "settings.gradle.kts, 'rootProject.name=\"shop\"', build.gradle.kts, 'group = \"com.example\"'"
    })
    void gradleNamesItInItsSettings(String settings, String name, String build, String group) throws IOException {
        file(settings, "pluginManagement {}\n" + name + "\n");
        assertThat(ProjectName.in(root)).contains("shop");

        file(build, "plugins {}\n" + group + "\n");
        assertThat(ProjectName.in(root)).contains("shop:com.example");
    }

    @Test
    void ownersSayItUnlessTheyHaveATag() {
        String name = ProjectName.in(Path.of(ProjectRoot.ofThisJvm())).orElseThrow();
        assertThat(hello(Map.of()).project()).isEqualTo(name);
        assertThat(hello(Map.of("browser.session.tag", "shop")).project()).isEqualTo("shop");
    }

    private static Hello hello(Map<String, String> parameters) {
        return OwnHello.of("test", new Settings(name -> Optional.ofNullable(parameters.get(name)), Map.of()));
    }

    @Test
    void withoutBuildFilesItHasNone() {
        assertThat(ProjectName.in(root)).isEmpty();
    }
}

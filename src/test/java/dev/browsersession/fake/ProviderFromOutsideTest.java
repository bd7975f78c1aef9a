package dev.browsersession.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.ConfigurationException;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that is not part of the library. */
class ProviderFromOutsideTest extends FakeTestCase {

    @ParameterizedTest
    @ValueSource(strings = {"detached", "embedded"})
    void givesSessionsThroughAKeeperOfEitherKind(String kind) {
        parameters.put("browser.session.keeper", kind);
        try (Keeper keeper = open()) {
            assertThat(keeper.describe("local").runsHere()).isTrue();
            Lease lease = keeper.acquire(session());
            assertThat(cloud.running()).containsExactly(lease.session().id());
            assertThat(lease.session().browserVersion()).contains("156");
            assertThat(lease.release(false).stopped().orElseThrow().verified()).isTrue();
            assertThat(cloud.running()).isEmpty();
        }
    }

    @Test
    void isFoundInADirectoryOfClassesToo() throws IOException {
        Path classes = state.resolve("outside/classes");
        try (var jar = new java.util.zip.ZipInputStream(
                Files.newInputStream(Path.of(parameters.get("browser.session.provider-path"))))) {
            for (var entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                Path file = classes.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(jar, file);
            }
        }
        Path nothing = Files.createDirectory(state.resolve("outside/nothing"));
        parameters.put("browser.session.provider-path", nothing + File.pathSeparator + classes);
        try (Keeper keeper = open()) {
            assertThat(keeper.describe("fake").provider()).isEqualTo("fake");
        }
    }

    @Test
    void runsOnThoughItsBuildIsCleanedMeanwhile() throws IOException {
        try (Keeper keeper = open()) {
            Files.delete(Path.of(parameters.get("browser.session.provider-path")));
            assertThat(keeper.acquire(session())
                            .release(false)
                            .stopped()
                            .orElseThrow()
                            .verified())
                    .isTrue();
        }
    }

    @Test
    void hasAKeeperOfItsOwnAndSoHasEachVersionOfIt() throws IOException {
        Path jar = Path.of(parameters.get("browser.session.provider-path"));
        try (Keeper first = open()) {
            parameters.remove("browser.session.provider-path");
            try (Keeper without = open()) {
                assertThatThrownBy(() -> without.describe("fake"))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("There is no provider \"fake\"");
            }
            parameters.put("browser.session.provider-path", jar.toString());
            try (Keeper same = open()) {
                assertThat(same.log()).isEqualTo(first.log());
            }
            Files.write(jar, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
            try (Keeper other = open()) {
                assertThat(other.log()).isNotEqualTo(first.log());
            }
        }
        try (Stream<Path> jars = Files.list(state.resolve("jars"))) {
            assertThat(jars.map(path -> path.getFileName().toString()).filter(name -> !name.startsWith("keeper-")))
                    .hasSize(2)
                    .allMatch(name -> name.startsWith("providers-"));
        }
    }

    @Test
    void thatIsNotThereIsSaidByName() {
        String missing = state.resolve("nowhere.jar").toString();
        parameters.merge("browser.session.provider-path", missing, (there, more) -> there + File.pathSeparator + more);
        assertThatThrownBy(this::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("browser.session.provider-path names " + missing);
    }
}

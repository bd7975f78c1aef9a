package dev.browsersession.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.ConfigurationException;
import dev.browsersession.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

    @TempDir
    Path directory;

    private static Settings settings(Map<String, String> parameters, Map<String, String> environment) {
        return new Settings(name -> Optional.ofNullable(parameters.get(name)), environment);
    }

    private StateDirectory configured(Path path) {
        return StateDirectory.choose(settings(Map.of("browser.session.state-dir", path.toString()), Map.of()));
    }

    @Test
    void theSettingDecidesAndTheDirectoryIsClosedToOthers() throws IOException {
        StateDirectory chosen = configured(directory.resolve("a/b"));
        assertThat(chosen.state()).isEqualTo(directory.resolve("a/b")).isEqualTo(chosen.work());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(chosen.state())))
                .isEqualTo("rwx------");
    }

    @Test
    void withoutItTheRuntimeDirectoryHoldsSocketsAndNoProfiles() {
        StateDirectory chosen =
                StateDirectory.choose(settings(Map.of(), Map.of("XDG_RUNTIME_DIR", directory.toString())));
        assertThat(chosen.state()).isEqualTo(directory.resolve("browser-session"));
        assertThat(chosen.work()).isNotEqualTo(chosen.state());
    }

    @Test
    void withoutEitherItIsBelowTheTemporaryDirectoryAndNamesTheUserId() throws IOException {
        Object uid = Files.getAttribute(directory, "unix:uid");
        assertThat(StateDirectory.choose(settings(Map.of(), Map.of())).state().getFileName())
                .hasToString("browser-session-" + uid);
    }

    @Test
    void aRuntimeDirectoryThatIsNotThereIsPassedOver() {
        StateDirectory chosen = StateDirectory.choose(settings(Map.of(), Map.of("XDG_RUNTIME_DIR", "/nowhere")));
        assertThat(chosen.state()).isEqualTo(chosen.work());
    }

    @Test
    void aLinkIsRefused() throws IOException {
        Path target = Files.createDirectory(directory.resolve("target"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);
        assertThatThrownBy(() -> configured(link))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is a link or a file");
    }

    @Test
    void aDirectoryThatOthersCanEnterIsRefusedWithTheRemedy() throws IOException {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> configured(open))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("chmod 700 " + open);
    }

    @Test
    void aPathThatLeavesNoRoomForASocketIsRefused() {
        assertThatThrownBy(() -> configured(directory.resolve("x".repeat(90))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("shorter path");
    }
}

package dev.browsersession.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.provider.ProviderFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchFlagsTest {

    @Test
    void defaults_are_headless_lean_and_end_with_a_blank_page() throws Exception {
        List<String> arguments = arguments(Map.of(), List.of());

        assertThat(arguments)
                .contains("--headless", "--window-size=1280,1024", "--remote-debugging-port=0", "--user-data-dir=/p")
                .contains("--disable-dev-shm-usage", "--test-type=webdriver")
                .doesNotContain("--no-sandbox")
                .endsWith("about:blank");
        assertThat(features(arguments))
                .contains("BackForwardCache", "WebUIOmniboxPopup", "SpareRendererForSitePerProcess");
    }

    @Test
    void every_default_has_a_reason_and_a_name_of_its_own() {
        assertThat(DefaultFlag.ALL).extracting(DefaultFlag::name).doesNotHaveDuplicates();
        assertThat(DefaultFlag.DISABLED_FEATURES).extracting(DefaultFlag::name).doesNotHaveDuplicates();
        assertThat(DefaultFlag.ALL).allMatch(flag -> flag.reason().endsWith("."));
    }

    @Test
    void a_browser_with_a_window_is_not_headless_and_may_use_the_gpu() throws Exception {
        assertThat(arguments(Map.of("local.headless", "false"), List.of()))
                .doesNotContain("--headless", "--disable-gpu");
    }

    @Test
    void flags_and_single_features_can_be_dropped() throws Exception {
        List<String> arguments =
                arguments(Map.of("local.drop-flags", "disable-quic, --disable-sync,BackForwardCache"), List.of());

        assertThat(arguments).doesNotContain("--disable-quic", "--disable-sync");
        assertThat(features(arguments)).doesNotContain("BackForwardCache").contains("WebUIOmniboxPopup");
        assertThat(arguments(Map.of("local.drop-flags", "disable-features"), List.of()))
                .noneMatch(it -> it.startsWith("--disable-features"));
    }

    @Test
    void excluded_switches_are_dropped_and_unknown_ones_are_no_failure() throws Exception {
        BrowserLaunch launch = new BrowserLaunch(
                List.of(), List.of("enable-automation", "enable-logging", "headless"), Map.of(), Map.of(), List.of());

        assertThat(LaunchFlags.of(LocalOptions.of(Map.of()), launch, List.of()).arguments(Path.of("/p"), true))
                .doesNotContain("--enable-automation", "--headless");
    }

    @Test
    void the_users_arguments_win_over_defaults_of_the_same_name() throws Exception {
        List<String> arguments = arguments(
                Map.of(), List.of("--window-size=10,20", "--headless=new", "lang=de", "--test-type", "--a=b=c"));

        assertThat(arguments).contains("--window-size=10,20", "--headless=new", "--lang=de", "--test-type", "--a=b=c");
        assertThat(arguments).doesNotContain("--window-size=1280,1024", "--headless", "--test-type=webdriver");
    }

    @Test
    void lists_of_features_are_merged_into_one_switch() throws Exception {
        List<String> arguments = arguments(
                Map.of(),
                List.of(
                        "--disable-features=A,B",
                        "--disable-features=C, Translate",
                        "--enable-features=D",
                        "--enable-features=E"));

        assertThat(arguments)
                .filteredOn(it -> it.startsWith("--disable-features="))
                .hasSize(1);
        assertThat(features(arguments))
                .contains("A", "B", "C", "Translate", "BackForwardCache")
                .doesNotHaveDuplicates();
        assertThat(arguments).contains("--enable-features=D,E");
    }

    @Test
    void a_feature_that_the_user_enables_is_not_disabled() throws Exception {
        assertThat(features(arguments(Map.of(), List.of("--enable-features=BackForwardCache:size/2,Translate<Trial"))))
                .doesNotContain("BackForwardCache", "Translate")
                .contains("WebUIOmniboxPopup");
    }

    @Test
    void extensions_are_loaded_together_with_the_users_own() throws Exception {
        BrowserLaunch launch =
                new BrowserLaunch(List.of("--load-extension=/u"), List.of(), Map.of(), Map.of(), List.of());
        List<String> arguments = LaunchFlags.of(
                        LocalOptions.of(Map.of()), launch, List.of(Path.of("/x/1"), Path.of("/x/2")))
                .arguments(Path.of("/p"), false);

        assertThat(arguments).contains("--load-extension=/u,/x/1,/x/2", "--no-sandbox");
        assertThat(features(arguments)).contains("DisableLoadExtensionCommandLineSwitch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--user-data-dir=/mine",
                "remote-debugging-port=9222",
                "--remote-debugging-pipe",
                "",
                "--",
                "--=x"
            })
    void what_a_session_cannot_have_is_an_error_that_names_it(String argument) {
        assertThatThrownBy(() -> arguments(Map.of(), List.of(argument)))
                .isInstanceOf(ProviderFailure.class)
                .hasMessageContaining("'" + argument + "'");
    }

    private static List<String> arguments(Map<String, String> options, List<String> users) throws ProviderFailure {
        BrowserLaunch launch = new BrowserLaunch(users, List.of(), Map.of(), Map.of(), List.of());
        return LaunchFlags.of(LocalOptions.of(options), launch, List.of()).arguments(Path.of("/p"), true);
    }

    private static List<String> features(List<String> arguments) {
        return arguments.stream()
                .filter(it -> it.startsWith("--disable-features="))
                .flatMap(it -> List.of(it.substring(it.indexOf('=') + 1).split(",")).stream())
                .toList();
    }
}

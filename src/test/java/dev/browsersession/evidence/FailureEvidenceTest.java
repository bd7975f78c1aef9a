package dev.browsersession.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.protocol.CapturedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureEvidenceTest {

    private static final byte[] IMAGE = {1, 2, 3};

    @TempDir
    Path directory;

    @Test
    void everyPageHasItsScreenshotItsSourceAndItsText() throws IOException {
        List<Path> files = FailureEvidence.write(
                directory.resolve("new/one"), "CheckoutTest.pays", List.of(page("http://a/"), page("http://b/")));

        Path own = directory.resolve("new/one/CheckoutTest.pays");
        assertThat(files)
                .containsExactly(
                        own.resolve("page-1.png"),
                        own.resolve("page-1.html"),
                        own.resolve("page-1.txt"),
                        own.resolve("page-2.png"),
                        own.resolve("page-2.html"),
                        own.resolve("page-2.txt"));
        assertThat(files.get(0)).hasBinaryContent(IMAGE);
        assertThat(files.get(1)).hasContent("<p>ü?</p>");
        assertThat(files.get(5))
                .content()
                .contains("http://b/", "A title", "console:\n  error: boom\n", "captured:\n  no cookies\n");
    }

    @Test
    void whatCouldNotBeCapturedIsSaidAndHasNoFile() throws IOException {
        CapturedPage page = new CapturedPage("http://a/", null, "*no base64*", null, null, null);

        List<Path> files = FailureEvidence.write(directory, "t", List.of(page));

        assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("page-1.txt");
        assertThat(files.get(0)).content().contains("the screenshot is no base64");
    }

    @Test
    void repeatedInvocationsAndRerunsKeepTheirFilesSideBySide() {
        for (int time = 0; time < 3; time++) {
            FailureEvidence.write(directory, "CheckoutTest.pays", List.of(page("http://a/")));
        }

        assertThat(directory.toFile().list())
                .containsExactlyInAnyOrder("CheckoutTest.pays", "CheckoutTest.pays-2", "CheckoutTest.pays-3");
    }

    @Test
    void nothingCapturedLeavesNoDirectory() {
        assertThat(FailureEvidence.write(directory.resolve("none"), "t", List.of()))
                .isEmpty();
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "..",
                "",
                "/",
                "C:\\windows\\x",
                "a\u0000b",
                "日本語のテスト",
                "a/b: \"<c>|?*\n",
                "[1] x=1, y=2",
                " trailing. "
            })
    void aNameNeverLeavesTheDirectoryAndIsOneEveryFileSystemTakes(String testName) {
        List<Path> files = FailureEvidence.write(directory, testName, List.of(page("http://a/")));

        Path own = files.get(0).getParent();
        assertThat(own.getParent()).isEqualTo(directory);
        assertThat(own.getFileName().toString()).matches("[A-Za-z0-9_][A-Za-z0-9._-]*[A-Za-z0-9_]");
        assertThat(Files.isDirectory(own)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'pays [1] ü', 'pays [1] ö'", "a/b, a:b", "日, 本"})
    void namesThatDifferOnlyInWhatIsReplacedStayApart(String one, String other) {
        assertThat(EvidenceName.of(one)).isNotEqualTo(EvidenceName.of(other));
    }

    @Test
    void aLongNameIsCutAndStaysUnique() {
        EvidenceName one = EvidenceName.of("x".repeat(500) + "1");
        EvidenceName other = EvidenceName.of("x".repeat(500) + "2");

        assertThat(one.text()).hasSizeLessThanOrEqualTo(100);
        assertThat(one).isNotEqualTo(other);
    }

    private static CapturedPage page(String url) {
        return new CapturedPage(
                url,
                "A title",
                Base64.getEncoder().encodeToString(IMAGE),
                "<p>ü\ud800</p>",
                List.of("error: boom"),
                List.of("no cookies"));
    }
}

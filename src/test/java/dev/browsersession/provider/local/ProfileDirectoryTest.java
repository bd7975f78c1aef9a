package dev.browsersession.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.provider.ProviderFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProfileDirectoryTest {

    private static final byte[] KEY = "the public key".getBytes(StandardCharsets.UTF_8);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path directory;

    @Test
    void preferences_are_nested_and_win_over_defaults() throws Exception {
        ProfileDirectory profile = ProfileDirectory.write(
                directory,
                launch(
                        Map.of("a.b.c", 1, "a.b.d", List.of("x"), "a.e", Map.of("f", true), "translate.enabled", true),
                        Map.of("l.s", "v")));

        JsonNode preferences = JSON.readTree(profile.userData().resolve("Default/Preferences"));
        assertThat(preferences.at("/a/b/c").asInt()).isEqualTo(1);
        assertThat(preferences.at("/a/b/d/0").asString()).isEqualTo("x");
        assertThat(preferences.at("/a/e/f").asBoolean()).isTrue();
        assertThat(preferences.at("/translate/enabled").asBoolean()).isTrue();
        assertThat(preferences.at("/credentials_enable_service").asBoolean(true))
                .isFalse();
        assertThat(JSON.readTree(profile.userData().resolve("Local State"))
                        .at("/l/s")
                        .asString())
                .isEqualTo("v");
    }

    @Test
    void objects_and_dotted_names_of_one_preference_come_together() throws Exception {
        for (int i = 0; i < 2; i++) {
            NestedJson json = new NestedJson()
                    .putAll(i == 0 ? Map.of("a.b", 1) : Map.of("a", Map.of("c", 2)))
                    .putAll(i == 0 ? Map.of("a", Map.of("c", 2)) : Map.of("a.b", 1));

            assertThat(JSON.readTree(json.bytes())).isEqualTo(JSON.readTree("{\"a\":{\"b\":1,\"c\":2}}"));
        }
    }

    @Test
    void a_preference_cannot_be_a_value_and_an_object() {
        assertThatThrownBy(() -> new NestedJson().putAll(Map.of("a.b", 1)).putAll(Map.of("a.b.c", 1)))
                .isInstanceOf(ProviderFailure.class)
                .hasMessageContaining("'a.b.c'");
        assertThatThrownBy(() -> new NestedJson().putAll(Map.of("a.b", 1)).putAll(Map.of("a", 1)))
                .isInstanceOf(ProviderFailure.class)
                .hasMessageContaining("'a'");
    }

    @Test
    void a_packed_extension_keeps_its_id() throws Exception {
        for (byte[] crx : List.of(crx3(), crx2())) {
            ProfileDirectory profile = ProfileDirectory.write(
                    Files.createTempDirectory(directory, "s"),
                    withExtension(Base64.getEncoder().encodeToString(crx)));

            Path extension = profile.extensions().get(0);
            assertThat(extension.resolve("js/content.js")).hasContent("1");
            assertThat(JSON.readTree(extension.resolve("manifest.json"))
                            .path("key")
                            .asString())
                    .isEqualTo(Base64.getEncoder().encodeToString(KEY));
        }
    }

    @Test
    void broken_extensions_are_refused_and_write_nothing_outside() throws Exception {
        assertRefused(new byte[] {1, 2, 3}, "cut short");
        assertRefused("this is no extension".getBytes(StandardCharsets.UTF_8), "neither a CRX nor a zip");
        assertRefused(Arrays.copyOf(crx3(), 40), "cut short");
        assertRefused(zip(Map.of("manifest.json", "{}", "../../evil", "x")), "points outside");
        assertRefused(zip(Map.of("a", "x")), "no manifest.json");
        assertThat(directory.resolve("evil")).doesNotExist();
    }

    private void assertRefused(byte[] file, String why) {
        assertThatThrownBy(() -> ProfileDirectory.write(
                        Files.createTempDirectory(directory, "s"),
                        withExtension(Base64.getEncoder().encodeToString(file))))
                .isInstanceOf(ProviderFailure.class)
                .hasMessageContaining("Extension 1")
                .hasMessageContaining(why);
    }

    private static BrowserLaunch launch(Map<String, Object> preferences, Map<String, Object> localState) {
        return new BrowserLaunch(List.of(), List.of(), preferences, localState, List.of());
    }

    private static BrowserLaunch withExtension(String base64) {
        return new BrowserLaunch(List.of(), List.of(), Map.of(), Map.of(), List.of(base64));
    }

    private static byte[] extension() throws IOException {
        return zip(Map.of(
                "manifest.json",
                "\uFEFF{\"manifest_version\":3,\"name\":\"t\",\"version\":\"1\"}",
                "js/content.js",
                "1"));
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] crx2() throws IOException {
        byte[] zip = extension();
        return ByteBuffer.allocate(16 + KEY.length + 3 + zip.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("Cr24".getBytes(StandardCharsets.US_ASCII))
                .putInt(2)
                .putInt(KEY.length)
                .putInt(3)
                .put(KEY)
                .put(new byte[3])
                .put(zip)
                .array();
    }

    private static byte[] crx3() throws Exception {
        byte[] id = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(KEY), 16);
        byte[] header = concat(
                field(2, concat(field(1, "another key".getBytes(StandardCharsets.UTF_8)), field(2, new byte[9]))),
                field(2, concat(field(1, KEY), field(2, new byte[200]))),
                field(10_000, field(1, id)));
        byte[] zip = extension();
        return ByteBuffer.allocate(12 + header.length + zip.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("Cr24".getBytes(StandardCharsets.US_ASCII))
                .putInt(3)
                .putInt(header.length)
                .put(header)
                .put(zip)
                .array();
    }

    private static byte[] field(int number, byte[] value) {
        return concat(varint((number << 3) | 2), varint(value.length), value);
    }

    private static byte[] varint(int value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int rest = value;
        for (; rest > 127; rest >>>= 7) {
            bytes.write((rest & 127) | 128);
        }
        bytes.write(rest);
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}

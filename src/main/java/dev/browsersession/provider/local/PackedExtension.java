package dev.browsersession.provider.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An extension as one file: CRX version 2 or 3, or a plain zip. */
final class PackedExtension {

    private static final int CRX_MAGIC = 0x34327243;
    private static final int ZIP_MAGIC = 0x04034b50;
    private static final long LARGEST = 512L << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the extension's id is made from; without it, an unpacked extension gets an id from its path. */
    private final Optional<byte[]> publicKey;

    private final byte[] zip;

    private PackedExtension(Optional<byte[]> publicKey, byte[] zip) {
        this.publicKey = publicKey;
        this.zip = zip;
    }

    static PackedExtension of(byte[] file) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int magic = buffer.getInt();
            if (magic == ZIP_MAGIC) {
                return new PackedExtension(Optional.empty(), file);
            }
            if (magic != CRX_MAGIC) {
                throw new IOException("it is neither a CRX nor a zip file");
            }
            int version = buffer.getInt();
            return switch (version) {
                case 2 -> version2(buffer);
                case 3 -> version3(buffer);
                default -> throw new IOException("its CRX version " + version + " is not known");
            };
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IOException("the file is cut short", e);
        }
    }

    private static PackedExtension version2(ByteBuffer buffer) {
        int keyLength = buffer.getInt();
        int signatureLength = buffer.getInt();
        byte[] key = bytes(buffer, keyLength);
        bytes(buffer, signatureLength);
        return new PackedExtension(Optional.of(key), bytes(buffer, buffer.remaining()));
    }

    private static PackedExtension version3(ByteBuffer buffer) {
        byte[] header = bytes(buffer, buffer.getInt());
        return new PackedExtension(CrxHeader.publicKey(header), bytes(buffer, buffer.remaining()));
    }

    private static byte[] bytes(ByteBuffer buffer, int length) {
        if (length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    /** Writes the files into a directory that is not there yet. */
    void unpack(Path directory) throws IOException {
        Files.createDirectories(directory);
        long left = LARGEST;
        try (ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException("its entry '" + entry.getName() + "' points outside of it");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    left -= copy(files, target, left);
                }
            }
        }
        keepId(directory.resolve("manifest.json"));
    }

    private static long copy(InputStream file, Path target, long limit) throws IOException {
        byte[] content = file.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
        if (content.length > limit) {
            throw new IOException("it unpacks to more than " + (LARGEST >> 20) + " MB");
        }
        Files.write(target, content);
        return content.length;
    }

    /** With its public key in the manifest, an unpacked extension keeps the id under which tests know it. */
    private void keepId(Path manifest) throws IOException {
        if (!Files.isRegularFile(manifest)) {
            throw new IOException("it has no manifest.json");
        }
        if (publicKey.isEmpty()) {
            return;
        }
        // Some manifests begin with a byte order mark.
        String text = Files.readString(manifest, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree instanceof ObjectNode object && !object.has("key")) {
                object.put("key", Base64.getEncoder().encodeToString(publicKey.get()));
                Files.write(manifest, JSON.writeValueAsBytes(object));
            }
        } catch (JacksonException commented) {
            // Chrome's manifests may hold comments. Such an extension is loaded as it is, under an id made from its
            // path.
            return;
        }
    }
}

package dev.browsersession.provider.local;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The header of a CRX version 3 file: a protocol buffer with proofs, of which each has a public key, and the extension's id,
 * the first 16 bytes of the hash of one of those keys.
 */
final class CrxHeader {

    private static final int RSA_PROOF = 2;
    private static final int ECDSA_PROOF = 3;
    private static final int SIGNED_DATA = 10_000;
    private static final int FIRST = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int ID_BYTES = 16;

    private CrxHeader() {}

    /** The key that the extension's id is made from. */
    static Optional<byte[]> publicKey(byte[] header) {
        List<byte[]> keys = new ArrayList<>(fields(header, RSA_PROOF));
        keys.addAll(fields(header, ECDSA_PROOF));
        Optional<byte[]> id = fields(header, SIGNED_DATA).stream()
                .flatMap(data -> fields(data, FIRST).stream())
                .findFirst();
        return keys.stream()
                .flatMap(proof -> fields(proof, FIRST).stream())
                .filter(key -> id.isPresent() && Arrays.equals(id.get(), idOf(key)))
                .findFirst();
    }

    private static byte[] idOf(byte[] key) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<byte[]> fields(byte[] message, int number) {
        List<byte[]> found = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(message);
        while (buffer.hasRemaining()) {
            long tag = varint(buffer);
            if ((tag & 7) != LENGTH_DELIMITED) {
                skip(buffer, (int) (tag & 7));
                continue;
            }
            long length = varint(buffer);
            if (length < 0 || length > buffer.remaining()) {
                throw new BufferUnderflowException();
            }
            byte[] value = new byte[(int) length];
            buffer.get(value);
            if (tag >>> 3 == number) {
                found.add(value);
            }
        }
        return found;
    }

    private static void skip(ByteBuffer buffer, int wireType) {
        switch (wireType) {
            case 0 -> varint(buffer);
            case 1 -> buffer.getLong();
            case 5 -> buffer.getInt();
            default -> throw new BufferUnderflowException();
        }
    }

    private static long varint(ByteBuffer buffer) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = buffer.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new BufferUnderflowException();
    }
}

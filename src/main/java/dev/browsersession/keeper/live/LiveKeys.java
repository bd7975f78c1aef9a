package dev.browsersession.keeper.live;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys in the addresses of a live view. Each address has one of its own, made from a secret that never leaves this process:
 * who knows the page of one session can neither find the others nor guess their pages.
 */
public final class LiveKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int KEY_BYTES = 16;

    private final SecretKeySpec secret;

    private LiveKeys(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    public static LiveKeys random() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new LiveKeys(secret);
    }

    /** @param purpose what the key opens, and nothing else */
    String key(String purpose, String of) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] code = mac.doFinal((purpose + " " + of).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(code, 0, KEY_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    boolean fits(String given, String purpose, String of) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), key(purpose, of).getBytes(StandardCharsets.UTF_8));
    }
}

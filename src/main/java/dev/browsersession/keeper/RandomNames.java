package dev.browsersession.keeper;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names that cannot be guessed. */
final class RandomNames {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomNames() {}

    static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}

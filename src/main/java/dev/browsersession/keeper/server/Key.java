package dev.browsersession.keeper.server;

import dev.browsersession.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * What a client must know to be answered.
 *
 * @param secret empty where everybody is
 */
public record Key(Optional<Secret> secret) {

    /** Takes as long, whatever was given. */
    public boolean opens(Optional<String> given) {
        return secret.isEmpty()
                || given.map(word -> isEqual(word, secret.get().value())).orElse(false);
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}

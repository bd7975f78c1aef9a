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
                || given.isPresent()
                        && MessageDigest.isEqual(
                                given.get().getBytes(StandardCharsets.UTF_8),
                                secret.get().value().getBytes(StandardCharsets.UTF_8));
    }
}

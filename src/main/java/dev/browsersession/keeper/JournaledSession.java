package dev.browsersession.keeper;

import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.Account;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

/**
 * What is written down of a session at a provider.
 *
 * @param tag what it is marked with there
 * @param provider the provider's name
 * @param id its id; null until it was told
 * @param ttlMillis its ttl
 * @param epochMillis when it was asked for, by the clock
 * @param elapsedMillis the same by {@link ElapsedTime}, which counts from the machine's start
 * @param salt what the fingerprint was made with
 * @param fingerprint of the account
 * @param options what opens the account again; null where that takes credentials
 */
record JournaledSession(
        String tag,
        String provider,
        String id,
        long ttlMillis,
        long epochMillis,
        long elapsedMillis,
        String salt,
        String fingerprint,
        Map<String, String> options) {

    static JournaledSession intended(String tag, String provider, long ttlMillis, Account account, ElapsedTime time) {
        String salt = RandomNames.hex(16);
        return new JournaledSession(
                tag,
                provider,
                null,
                ttlMillis,
                System.currentTimeMillis(),
                time.millis(),
                salt,
                fingerprint(salt, account.identity()),
                account.openedBy().orElse(null));
    }

    JournaledSession withId(String told) {
        return new JournaledSession(
                tag, provider, told, ttlMillis, epochMillis, elapsedMillis, salt, fingerprint, options);
    }

    boolean hasAll() {
        return tag != null && provider != null && salt != null && fingerprint != null;
    }

    boolean isOf(Account account) {
        return fingerprint(salt, account.identity()).equals(fingerprint);
    }

    /** Elapsed time, or, after a restart of the machine, the clock's. */
    long livedMillis(ElapsedTime time) {
        long elapsed = time.millis() - elapsedMillis;
        return elapsed >= 0 ? elapsed : Math.max(0, System.currentTimeMillis() - epochMillis);
    }

    long ttlLeftMillis(ElapsedTime time) {
        return ttlMillis - livedMillis(time);
    }

    /** For sentences. */
    String name() {
        return id == null ? "a session with the tag " + tag : "session " + id + " (tag " + tag + ")";
    }

    /** For sentences: how long it can still cost something. */
    String untilWhen(ElapsedTime time) {
        long seconds = Math.max(0, Duration.ofMillis(ttlLeftMillis(time)).toSeconds());
        return "its ttl ends in " + seconds + " s";
    }

    private static String fingerprint(String salt, Secret identity) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(identity.value().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

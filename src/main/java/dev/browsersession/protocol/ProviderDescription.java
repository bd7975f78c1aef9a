package dev.browsersession.protocol;

import java.util.List;

/**
 * What a provider accepts.
 *
 * @param provider its name
 * @param options the option keys that it knows
 * @param minTtlMillis the shortest ttl it can be asked for; a shorter one is enforced by the keeper alone
 * @param maxTtlMillis the longest ttl it documents; 0 where there is none
 * @param defaultTtlMillis the ttl of a session that names none
 * @param credentials the environment variables of an owner that it reads
 * @param runsHere whether its browser runs on this machine, so that the owner has to find one
 */
public record ProviderDescription(
        String provider,
        List<ProviderOption> options,
        long minTtlMillis,
        long maxTtlMillis,
        long defaultTtlMillis,
        List<String> credentials,
        boolean runsHere)
        implements Message {}

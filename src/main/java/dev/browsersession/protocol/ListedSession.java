package dev.browsersession.protocol;

import java.util.List;

/**
 * A session as an operator sees it: without anything that it could be connected to with.
 *
 * @param id the provider's id
 * @param provider the provider's name
 * @param shared the name under which it is shared; null where it is not
 * @param ageMillis how long it has lived
 * @param ttlLeftMillis what is left of its ttl
 * @param keepAlive whether it survives a disconnect
 * @param leases who has it; none while it lingers or is being stopped
 * @param held why it stays without a lease, as the end of a sentence, for a look at a failed test; null where it does not
 * @param end how it ended, while it is being stopped; null while it is alive
 */
public record ListedSession(
        String id,
        String provider,
        String shared,
        long ageMillis,
        long ttlLeftMillis,
        boolean keepAlive,
        List<ListedLease> leases,
        String held,
        SessionEnd end) {}

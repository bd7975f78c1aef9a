package dev.browsersession.protocol;

/**
 * A keeper at one moment.
 *
 * @param pid its process id; of an embedded one, that of its test JVM
 * @param version its library version
 * @param startedEpochMillis since when it listens
 * @param sessions how many sessions it has, those that are being created included
 * @param owners how many test JVMs are connected
 * @param residentBytes the memory that its process takes; 0 where that is unknown
 * @param log where it writes its log
 * @param liveViewUrl a page on which all its sessions can be watched and stopped, good for whoever knows it; null of keepers that
 *     have none
 */
public record KeeperState(
        long pid,
        String version,
        long startedEpochMillis,
        int sessions,
        int owners,
        long residentBytes,
        String log,
        String liveViewUrl)
        implements Message {}

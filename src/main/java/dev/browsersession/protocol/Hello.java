package dev.browsersession.protocol;

/**
 * The first line of every owner.
 *
 * @param protocol {@link MessageTypes#PROTOCOL} of the owner
 * @param version the library version of the owner
 * @param pid the owner's process id, for messages to people
 * @param runPid the process whose end is the end of the owner's run: Maven's; 0 where the owner is its own run
 * @param debugged whether a debugger may halt the owner: then no ttl of a session on this machine counts while it leases one
 * @param project what its sessions' tags at providers begin with; null for nothing
 * @param maxSessions how many sessions of one account the keeper may have when this owner gets one; 0 for any number
 * @param sweepAgeMillis how old a session of an earlier run of the project has to be to be stopped; 0 for none is
 */
public record Hello(
        int protocol,
        String version,
        long pid,
        long runPid,
        boolean debugged,
        String project,
        int maxSessions,
        long sweepAgeMillis)
        implements Message {

    public Hello(int protocol, String version, long pid, long runPid, boolean debugged, String project) {
        this(protocol, version, pid, runPid, debugged, project, 0, 0);
    }
}

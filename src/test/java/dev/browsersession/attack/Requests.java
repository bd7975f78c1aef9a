package dev.browsersession.attack;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every message by its name, as the body of a request about a certain lease, view and claim. Whatever is added to the protocol has to
 * be added here: as a request, with what it names, or as what is not a request.
 */
final class Requests {

    /** What may be asked of the keeper without having anything there. */
    static final Set<String> ABOUT_NOBODYS = Set.of("Hello", "Describe", "Acquire", "Claim");

    /** What only operators may ask. For an owner they are not requests at all. */
    static final Set<String> OF_OPERATORS = Set.of("OperatorHello", "ListSessions", "StopSession");

    static final Set<String> ANSWERS_AND_EVENTS = Set.of(
            "Welcome",
            "Failure",
            "Done",
            "ProviderDescription",
            "Acquired",
            "SessionSnapshot",
            "ViewOpened",
            "Captured",
            "Stopped",
            "Kept",
            "Claimed",
            "Held",
            "DownloadList",
            "FetchedFile",
            "UploadedFile",
            "Swept",
            "Waiting",
            "KeeperState",
            "SessionList",
            "SessionEnded");

    private Requests() {}

    /** The requests that name a lease, a view or a claim. */
    static Map<String, Map<String, Object>> about(String lease, String view, String claim) {
        return new TreeMap<>(Map.ofEntries(
                entry("Inspect", Map.of("lease", lease)),
                entry("OpenView", Map.of("lease", lease, "freshContext", true)),
                entry("AttachDriver", Map.of("view", view, "driver", "/bin/true")),
                entry("Capture", Map.of("view", view)),
                entry("ListDownloads", Map.of("view", view, "waitMillis", 0)),
                entry("FetchDownload", Map.of("view", view, "download", "d")),
                entry("UploadFile", Map.of("view", view, "path", "/etc/hostname")),
                entry("CloseView", Map.of("view", view)),
                entry("Clear", Map.of("lease", lease)),
                entry("Stop", Map.of("lease", lease)),
                entry("Hold", Map.of("view", view, "millis", 60_000)),
                entry("Unclaim", Map.of("claim", claim)),
                entry("Release", Map.of("lease", lease, "clear", true))));
    }
}

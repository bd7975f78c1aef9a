package dev.browsersession.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names under which messages travel: the simple names of their records. */
public final class MessageTypes {

    /** The version of this protocol. An owner and a keeper of different versions do not talk; both live side by side. */
    public static final int PROTOCOL = 1;

    private static final Map<String, Class<? extends Message>> BY_NAME = List.<Class<? extends Message>>of(
                    Hello.class,
                    Welcome.class,
                    Failure.class,
                    Done.class,
                    Claim.class,
                    Claimed.class,
                    Unclaim.class,
                    Describe.class,
                    ProviderDescription.class,
                    Acquire.class,
                    Acquired.class,
                    Waiting.class,
                    Swept.class,
                    Inspect.class,
                    SessionSnapshot.class,
                    OpenView.class,
                    AttachDriver.class,
                    ViewOpened.class,
                    CloseView.class,
                    Capture.class,
                    Captured.class,
                    Clear.class,
                    Stop.class,
                    Release.class,
                    Stopped.class,
                    Kept.class,
                    SessionEnded.class,
                    ListDownloads.class,
                    DownloadList.class,
                    FetchDownload.class,
                    FetchedFile.class,
                    UploadFile.class,
                    UploadedFile.class,
                    Hold.class,
                    Held.class,
                    OperatorHello.class,
                    KeeperState.class,
                    ListSessions.class,
                    SessionList.class,
                    StopSession.class)
            .stream()
            .collect(Collectors.toUnmodifiableMap(MessageTypes::nameOf, Function.identity()));

    private MessageTypes() {}

    public static String nameOf(Class<? extends Message> type) {
        return type.getSimpleName();
    }

    /** The names of all messages: of requests, answers and events. */
    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    public static Optional<Class<? extends Message>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}

package dev.browsersession.keeper;

import dev.browsersession.protocol.DownloadedFile;
import dev.browsersession.protocol.DownloadedFile.State;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A download as the browser tells of it. Guarded by {@link DownloadLog}, but for what never changes. */
final class BrowserDownload {

    /** It becomes a file's name, and not every browser is to be trusted. */
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

    private final String id;
    private final String name;
    private final String url;
    private final String frame;
    private String view;
    private boolean lookedFor;
    private State state = State.RUNNING;
    private long size;
    private int turn;
    private volatile String path;

    private BrowserDownload(String id, JsonNode begin) {
        this.id = id;
        this.name = begin.path("suggestedFilename").asString("");
        this.url = begin.path("url").asString("");
        this.frame = begin.path("frameId").asString("");
    }

    static Optional<BrowserDownload> of(JsonNode begin) {
        String id = begin.path("guid").asString("");
        return ID.matcher(id).matches() ? Optional.of(new BrowserDownload(id, begin)) : Optional.empty();
    }

    void progressed(JsonNode progress) {
        long received = progress.path("receivedBytes").asLong(0);
        switch (progress.path("state").asString("")) {
            case "completed" -> state = State.COMPLETED;
            case "canceled" -> state = State.CANCELED;
            default -> state = State.RUNNING;
        }
        // A cancelled one is told with none.
        size = Math.max(size, received);
        path = progress.path("filePath").asString(path);
    }

    /** It was found out whose it is, as far as its frame tells; null where that has gone. */
    void lookedFor(String owningView) {
        lookedFor = true;
        view = owningView;
    }

    boolean needsView() {
        return lookedFor && view == null;
    }

    void belongsTo(String owningView) {
        view = owningView;
    }

    boolean isOf(String asking) {
        return asking.equals(view);
    }

    boolean liesIn(Path directory) {
        String known = path;
        return known != null && Path.of(known).startsWith(directory);
    }

    /** It is completed as that one in its session. */
    void completedAs(int number) {
        turn = number;
    }

    int turn() {
        return turn;
    }

    State state() {
        return state;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String frame() {
        return frame;
    }

    /** On the browser's machine; empty until it is completed. */
    Optional<String> path() {
        return Optional.ofNullable(path);
    }

    DownloadedFile file() {
        return new DownloadedFile(id, name, url, state, size);
    }
}

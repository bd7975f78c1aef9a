package dev.browsersession.keeper.server.browserbase;

import dev.browsersession.cdp.CdpException;
import dev.browsersession.keeper.server.FileIntake;
import dev.browsersession.keeper.server.HttpCall;
import dev.browsersession.keeper.server.ReceivedFile;
import dev.browsersession.keeper.server.Reply;
import dev.browsersession.keeper.server.ServedSession;
import dev.browsersession.keeper.server.ServedSessions;
import dev.browsersession.keeper.server.ServerJson;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What of a session's API and of its commands is about files. */
final class SessionFiles implements AutoCloseable {

    private static final String FILES = "DOM.setFileInputFiles";
    private static final String DOWNLOADS = "Browser.setDownloadBehavior";
    private static final String DOWNLOADS_OF_PAGE = "Page.setDownloadBehavior";

    /** The commands that name files or directories of the browser's machine. */
    static final Set<String> COMMANDS = Set.of(FILES, DOWNLOADS, DOWNLOADS_OF_PAGE);

    private final SessionFolder folder;
    private final SessionDownloads downloads;

    private SessionFiles(SessionFolder folder, SessionDownloads downloads) {
        this.folder = folder;
        this.downloads = downloads;
    }

    /** Makes room for them; blocks. */
    static SessionFiles open(ServedSessions sessions, ServedSession session) throws IOException, CdpException {
        SessionFolder folder = SessionFolder.make(sessions, session.id());
        try {
            return new SessionFiles(folder, SessionDownloads.watch(folder.downloads(), sessions.connect(session)));
        } catch (CdpException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    FileIntake intake() {
        return folder.intake();
    }

    Reply upload(HttpCall call) throws Refusal, IOException {
        if (call.isFileTooLarge()) {
            throw new Refusal(413, "A file may have " + (SessionFolder.LARGEST_FILE >> 20) + " MB at most.");
        }
        ReceivedFile file = call.file()
                .orElseThrow(() -> Refusal.badRequest("body must be multipart/form-data with a file named file"));
        folder.keep(file);
        return Reply.json(200, Map.of("message", "File uploaded successfully"));
    }

    Reply download() throws Refusal, IOException {
        return Reply.of(200, "application/zip", downloads.zip());
    }

    Reply forget() throws IOException {
        downloads.forget();
        return Reply.empty(204);
    }

    /** A page's own command, which has no names of files, is done with: the browser's default has been told the same. */
    Optional<Map<String, Object>> result(String method, JsonNode parameters) {
        return method.equals(DOWNLOADS_OF_PAGE) && isAllowed(parameters) ? Optional.of(Map.of()) : Optional.empty();
    }

    /** The parameters of a command with the places that its paths stand for. */
    Optional<JsonNode> instead(String method, JsonNode parameters) {
        if (!(parameters instanceof ObjectNode object)) {
            return Optional.empty();
        }
        if (method.equals(DOWNLOADS) && isAllowed(parameters)) {
            boolean heard = parameters.path("eventsEnabled").asBoolean(false);
            SessionDownloads.behavior(folder.downloads())
                    .forEach((name, value) -> object.set(name, ServerJson.tree(value)));
            return Optional.of(object.put("eventsEnabled", heard));
        }
        if (method.equals(FILES) && parameters.path("files").isArray()) {
            ArrayNode here = ServerJson.array();
            parameters.path("files").forEach(file -> here.add(folder.here(file.asString(""))));
            return Optional.of(object.set("files", here));
        }
        return Optional.empty();
    }

    private static boolean isAllowed(JsonNode parameters) {
        return parameters.path("behavior").asString("").startsWith("allow");
    }

    /** The body of a WebDriver command with keys for an element; empty where it stays as it is. */
    Optional<byte[]> keysInstead(byte[] body) {
        JsonNode sent;
        try {
            sent = ServerJson.read(body);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(sent.path("text").asString(""))
                .flatMap(folder::keysHere)
                .map(text -> ServerJson.bytes(Map.of("text", text)));
    }

    @Override
    public void close() {
        downloads.close();
        folder.close();
    }
}

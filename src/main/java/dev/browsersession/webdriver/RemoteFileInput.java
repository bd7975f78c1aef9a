package dev.browsersession.webdriver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openqa.selenium.InvalidArgumentException;
import org.openqa.selenium.remote.Command;
import org.openqa.selenium.remote.DriverCommand;
import org.openqa.selenium.remote.Response;

/**
 * Keys for a file input, where they are paths of this machine, which a browser elsewhere has not. A path that is nowhere is
 * refused, as WebDriver is specified: a ChromeDriver that is attached to a browser would make it an empty file.
 */
final class RemoteFileInput {

    private static final String KIND = """
            const it = arguments[0];
            return it.localName !== 'input' || it.type !== 'file' ? 'other' : it.multiple ? 'many' : 'one';""";

    private final FileWay way;
    private final CommandRunner runner;
    /** Paths that are those of copies. */
    private final Set<String> proven = ConcurrentHashMap.newKeySet();

    /** Carries out a command of WebDriver. */
    @FunctionalInterface
    interface CommandRunner {
        Response execute(Command command) throws IOException;
    }

    RemoteFileInput(FileWay way, CommandRunner runner) {
        this.way = way;
        this.runner = runner;
    }

    /** The answer to a command that it carries out itself; empty where it is one as any other. */
    Optional<Response> execute(Command command) throws IOException {
        if (!DriverCommand.SEND_KEYS_TO_ELEMENT.equals(command.getName())) {
            return Optional.empty();
        }
        List<Path> files = paths(text(command.getParameters().get("value")));
        boolean nothingToDo = way instanceof FileWay.ByPath && files.stream().allMatch(Files::exists);
        return files.isEmpty() || nothingToDo ? Optional.empty() : sendFiles(command, files);
    }

    private static String text(Object keys) {
        return keys instanceof CharSequence[] sequences ? String.join("", sequences) : String.valueOf(keys);
    }

    /** Empty unless every line is an absolute path: WebDriver refuses others. */
    private static List<Path> paths(String text) {
        List<Path> files = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            try {
                Path file = Path.of(line);
                if (!file.isAbsolute()) {
                    return List.of();
                }
                files.add(file);
            } catch (InvalidPathException e) {
                return List.of();
            }
        }
        return files;
    }

    private Optional<Response> sendFiles(Command command, List<Path> files) throws IOException {
        PageScript script = new PageScript(
                runner, command, String.valueOf(command.getParameters().get("id")));
        Response kind = script.run(KIND);
        if (isRefused(kind)) {
            return Optional.of(kind);
        }
        if ("other".equals(kind.getValue()) || areThere(files, script)) {
            return Optional.empty();
        }
        check(files, "many".equals(kind.getValue()));
        return Optional.of(deliver(command, files, script));
    }

    /** What is not here may be there, put by whoever knows that machine, and a WebDriver beside the browser finds it. */
    private boolean areThere(List<Path> files, PageScript script) throws IOException {
        if (!(way instanceof FileWay.ByCopy) || files.stream().anyMatch(Files::exists)) {
            return false;
        }
        CopyProof proof = new CopyProof(runner, script);
        for (Path file : files) {
            if (!proof.isThere(file.toString())) {
                return false;
            }
        }
        return true;
    }

    private static void check(List<Path> files, boolean many) {
        if (files.size() > 1 && !many) {
            throw new InvalidArgumentException("the element can not hold multiple files");
        }
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw new InvalidArgumentException("File not found : " + file);
            }
            if (!Files.isRegularFile(file)) {
                throw new InvalidArgumentException(
                        "The browser of this session is on another machine, and only files can" + " be brought there: "
                                + file + " is none");
            }
        }
    }

    private Response deliver(Command command, List<Path> files, PageScript script) throws IOException {
        if (way instanceof FileWay.ByCopy byCopy) {
            Optional<List<String>> copies = copies(byCopy.upload(), files);
            if (copies.isPresent() && areThere(byCopy.upload(), script, copies.get(), files)) {
                String keys = String.join("\n", copies.get());
                Map<String, Object> parameters =
                        Map.of("id", command.getParameters().get("id"), "value", new CharSequence[] {keys});
                return runner.execute(new Command(command.getSessionId(), command.getName(), parameters));
            }
        }
        return FileBytes.send(files, script);
    }

    private static Optional<List<String>> copies(FileWay.Upload upload, List<Path> files) {
        List<String> copies = new ArrayList<>();
        for (Path file : files) {
            Optional<String> copy = upload.copyOf(file);
            if (copy.isEmpty()) {
                return Optional.empty();
            }
            copies.add(copy.get());
        }
        return Optional.of(copies);
    }

    /** ChromeDriver makes an empty file of a path that is nowhere, so the first of each is tried out where no page looks. */
    private boolean areThere(FileWay.Upload upload, PageScript script, List<String> copies, List<Path> files)
            throws IOException {
        for (int i = 0; i < copies.size(); i++) {
            String copy = copies.get(i);
            if (!proven.contains(copy)) {
                if (!new CopyProof(runner, script).holds(copy, files.get(i))) {
                    upload.isNotThere(copy);
                    return false;
                }
                proven.add(copy);
            }
        }
        return true;
    }

    static boolean isRefused(Response response) {
        return response.getState() != null && !response.getState().equals("success");
    }
}

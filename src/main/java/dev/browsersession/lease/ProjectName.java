package dev.browsersession.lease;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a project is called by its own build files, wherever it was checked out: {@code shop:com.example}. Directories have the same
 * name in many projects, and different ones for the same project.
 */
final class ProjectName {

    /** Text that is no expression. */
    private static final String QUOTED = "[\"']([^\"'$]+)[\"']";

    private static final Pattern GRADLE_NAME = Pattern.compile("(?m)^\\s*rootProject\\.name\\s*=\\s*" + QUOTED);
    private static final Pattern GRADLE_GROUP = Pattern.compile("(?m)^\\s*group\\s*=?\\s*" + QUOTED);

    private ProjectName() {}

    /** Empty where its build files do not say. */
    static Optional<String> in(Path root) {
        try {
            Path pom = root.resolve("pom.xml");
            return Files.isRegularFile(pom) ? ofMaven(pom) : ofGradle(root);
        } catch (IOException | XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> ofMaven(Path pom) throws IOException, XMLStreamException {
        Map<String, String> said = new HashMap<>();
        try (InputStream file = Files.newInputStream(pom)) {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader reader = factory.createXMLStreamReader(file);
            Deque<String> path = new ArrayDeque<>();
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> path.addLast(reader.getLocalName());
                    case XMLStreamConstants.END_ELEMENT -> path.removeLast();
                    case XMLStreamConstants.CHARACTERS ->
                        said.merge(String.join("/", path), reader.getText(), String::concat);
                    default -> {}
                }
            }
        }
        Optional<String> group = text(said, "project/groupId").or(() -> text(said, "project/parent/groupId"));
        return text(said, "project/artifactId").map(artifact -> joined(artifact, group));
    }

    /** An expression means something else elsewhere. */
    private static Optional<String> text(Map<String, String> said, String path) {
        return Optional.ofNullable(said.get(path))
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.contains("${"));
    }

    private static Optional<String> ofGradle(Path root) throws IOException {
        Optional<String> name = first(GRADLE_NAME, root, "settings.gradle", "settings.gradle.kts");
        Optional<String> group = first(GRADLE_GROUP, root, "build.gradle", "build.gradle.kts");
        return name.map(it -> joined(it, group));
    }

    private static Optional<String> first(Pattern pattern, Path root, String... files) throws IOException {
        for (String file : files) {
            Path path = root.resolve(file);
            if (Files.isRegularFile(path)) {
                Matcher matcher = pattern.matcher(Files.readString(path));
                if (matcher.find()) {
                    return Optional.of(matcher.group(1));
                }
            }
        }
        return Optional.empty();
    }

    private static String joined(String name, Optional<String> group) {
        return Stream.concat(Stream.of(name), group.stream()).collect(Collectors.joining(":"));
    }
}

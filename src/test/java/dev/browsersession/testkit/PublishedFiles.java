package dev.browsersession.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.reporting.OutputDirectoryProvider;

/** Where tests that run in tests publish files. As with JUnit itself, a test that runs again finds what it published before. */
final class PublishedFiles implements OutputDirectoryProvider {

    @Override
    public Path getRootDirectory() {
        return Path.of("target", "published");
    }

    @Override
    public Path createOutputDirectory(TestDescriptor testDescriptor) throws IOException {
        String test =
                Integer.toHexString(testDescriptor.getUniqueId().toString().hashCode());
        return Files.createDirectories(getRootDirectory().resolve(test));
    }
}

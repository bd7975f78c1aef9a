package dev.browsersession.provider.browserbase;

import dev.browsersession.protocol.Access;
import dev.browsersession.provider.ProcessHost;
import dev.browsersession.provider.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a provider that runs nothing here needs of its owner; remembers what it was told. */
record OwnersSurroundings(Access access, String tag, List<String> told) implements Surroundings {

    OwnersSurroundings(Access access, String tag) {
        this(access, tag, new ArrayList<>());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public Optional<Path> browser() {
        return Optional.empty();
    }

    @Override
    public ProcessHost processes() {
        throw new UnsupportedOperationException("nothing of this provider runs here");
    }

    @Override
    public void tell(String sentence) {
        told.add(sentence);
    }

    @Override
    public void ended(String detail) {
        throw new UnsupportedOperationException(detail);
    }
}

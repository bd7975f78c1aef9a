package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.protocol.Hello;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a session is marked with at its provider. */
class TagTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Runs runs = new Runs(ProcessGroups.forThisMachine(), timer, Runnable::run);

    @AfterEach
    void endTimer() {
        timer.shutdownNow();
    }

    private Owner owner(long runPid, String project) {
        return new Owner(new Hello(1, "test", 1, runPid, false, project), runs, event -> {});
    }

    @Test
    void beginsWithTheProjectAndIsNeverTheSame() {
        Owner owner = owner(0, "checkout service!");
        assertThat(owner.newTag())
                .matches("checkou-[0-9a-f]{4}-[0-9a-f]{8}-[0-9a-f]{8}")
                .hasSizeLessThanOrEqualTo(32)
                .isNotEqualTo(owner.newTag());
        assertThat(owner(0, null).newTag()).matches("bs-[0-9a-f]{8}-[0-9a-f]{8}");
    }

    @Test
    void beginsAlikeForAllForksOfOneRunAndForNoOther() {
        long build = ProcessHandle.current().pid();
        String ofFirst = withoutLast(owner(build, "shop").newTag());
        assertThat(withoutLast(owner(build, "shop").newTag())).isEqualTo(ofFirst);
        assertThat(withoutLast(owner(0, "shop").newTag())).isNotEqualTo(ofFirst);
    }

    private static String withoutLast(String tag) {
        return tag.substring(0, tag.lastIndexOf('-'));
    }

    @Test
    void tellsProjectsApartWhoseNamesBeginAlike() {
        assertThat(Tag.project("junit-browser-session")).isNotEqualTo(Tag.project("junit-browser-sessions"));
        assertThat(Tag.project("my.shop")).isNotEqualTo(Tag.project("my-shop"));
        assertThat(Tag.project("shop")).isEqualTo("shop");
    }

    @Test
    void isReadAgainWithItsParts() {
        Owner owner = owner(0, "my-shop");
        assertThat(Tag.read(owner.newTag())).hasValueSatisfying(tag -> assertThat(tag)
                .extracting(Tag::project, Tag::run)
                .containsExactly("my-shop", owner.runNumber()));
        assertThat(Tag.read("my-shop")).isEmpty();
    }
}

package ends;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.it.LinuxProcess;
import dev.browsersession.it.SessionTraces;
import dev.browsersession.it.StartedOwner;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The owner that ends is the one that started the keeper: nothing of the keeper's may be taken for its own. */
class StarterEndsTest {

    /** As an IDE's stop button does it: from parent to child, and all that is found. */
    @Test
    void theTreeOfABuildIsKilled() throws Exception {
        try (Stage stage = Stage.open("-tree")) {
            StartedOwner owner = stage.build("tree", "HoldingTest", Map.of());
            owner.reaches("connected");
            SessionTraces traces = SessionTraces.now(stage.state());
            traces.awaitSome();
            Bystander bystander = Bystander.of(stage.jvm("tree-bystander", "BystandingTest"));
            List<ProcessHandle> tree = Stream.concat(owner.handle().descendants(), Stream.of(owner.handle()))
                    .toList();
            assertThat(tree).as("Maven and its fork").hasSizeGreaterThan(1);
            tree.forEach(ProcessHandle::destroyForcibly);
            stage.nothingIsLeftOf(owner, traces);
            bystander.goesOnUnharmed();
            bystander.ends();
        }
    }

    /** Each of these is what one CI server or another finds the processes of a job by, to kill them when it is over. */
    @Test
    void aCiServerSweepsUpAfterItsJob() throws Exception {
        String cookie = UUID.randomUUID().toString();
        Map<String, String> job = Map.of(
                "BUILD_ID", cookie,
                "JENKINS_NODE_COOKIE", cookie,
                "JENKINS_SERVER_COOKIE", cookie,
                "HUDSON_COOKIE", cookie,
                "HUDSON_SERVER_COOKIE", cookie,
                "RUNNER_TRACKING_ID", "github_" + cookie);
        try (Stage stage = Stage.open("-ci")) {
            StartedOwner owner = stage.build("ci", "HoldingTest", job);
            owner.reaches("connected");
            SessionTraces traces = SessionTraces.now(stage.state());
            traces.awaitSome();
            Bystander bystander = Bystander.of(stage.jvm("ci-bystander", "BystandingTest"));
            List<LinuxProcess> swept = LinuxProcess.all().stream()
                    .filter(process -> process.environment().contains(cookie))
                    .toList();
            assertThat(swept).as("Maven and its fork").hasSizeGreaterThan(1);
            assertThat(swept).noneMatch(LinuxProcess::isKeeper).noneMatch(process -> process.command()
                    .matches(".*(chrom|browser-session-reaper).*"));
            swept.forEach(process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly));
            stage.nothingIsLeftOf(owner, traces);
            bystander.goesOnUnharmed();
            bystander.ends();
        }
    }
}

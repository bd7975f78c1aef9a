package sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.it.Arrival;
import dev.browsersession.it.SessionTraces;
import dev.browsersession.it.StartedOwner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One session for classes, forks and runs that name it, under real Maven builds, several of them at once. */
class SharedSessionsTest {

    private static final String FOUR = "OneTest,TwoTest,ThreeTest,FourTest";

    private static Stage besides;
    private static StartedOwner bystander;
    private static Arrival holding;

    private Stage stage;
    private SessionTraces traces;

    /** Whose session is nobody else's. It keeps the keeper's driver in use, too, which else waits for its next use. */
    @BeforeAll
    static void anotherJvmHasASessionOfItsOwn() throws Exception {
        besides = new Stage();
        bystander = besides.jvm("bystander", "BystandingTest");
        holding = bystander.reaches("holding");
    }

    @AfterAll
    static void theOtherJvmPasses() throws Exception {
        try (Stage closing = besides) {
            holding.goOn("NORMALLY");
            passes(bystander);
            assertThat(bystander.output()).contains("tests that failed: 0");
        }
    }

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
        traces = SessionTraces.later(Stage.state());
    }

    @AfterEach
    void nothingIsLeftOnceAllRunsAreOver(TestInfo test) {
        try (Stage closing = stage) {
            long start = System.nanoTime();
            traces.awaitNone();
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            System.out.println(test.getDisplayName() + ": nothing is left " + millis + " ms after");
        }
    }

    private static void passes(StartedOwner owner) throws Exception {
        assertThat(owner.exitCode()).as("%s", owner.output()).isZero();
    }

    private static List<Arrival> arrivalsOfFour(StartedOwner build) throws Exception {
        return arrivalsOfFour(build, arrival -> arrival.goOn("NORMALLY"));
    }

    /** Keeps the first until there is one of another process. */
    private static final class TwoProcesses implements Consumer<Arrival> {

        private final List<Arrival> first = new ArrayList<>();
        private final Set<Long> pids = new HashSet<>();

        @Override
        public synchronized void accept(Arrival arrival) {
            first.add(arrival);
            pids.add(arrival.pid());
            if (pids.size() > 1) {
                first.forEach(each -> each.goOn("NORMALLY"));
                first.clear();
            }
        }
    }

    private static List<Arrival> arrivalsOfFour(StartedOwner build, Consumer<Arrival> step) throws Exception {
        List<Arrival> arrivals = new ArrayList<>();
        // Answered as they come: two forks may be at any two of them.
        for (String test : FOUR.split(",")) {
            build.whenReaches(test, step);
        }
        for (String test : FOUR.split(",")) {
            arrivals.add(build.reaches(test));
        }
        return arrivals;
    }

    @Test
    void classesOfOneJvm() throws Exception {
        StartedOwner build = stage.build("one-jvm", FOUR);
        List<Arrival> arrivals = arrivalsOfFour(build);
        assertThat(arrivals.stream().map(Arrival::pid).distinct()).hasSize(1);
        assertThat(arrivals.stream().map(Arrival::session).distinct()).hasSize(1);
        passes(build);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoForksAtATime(boolean reused) throws Exception {
        StartedOwner build = stage.build("forks-" + reused, FOUR, "-DforkCount=2", "-DreuseForks=" + reused);
        // Where one fork is slow to start, the other would otherwise be done with all four by then.
        List<Arrival> arrivals = arrivalsOfFour(build, new TwoProcesses());
        assertThat(arrivals.stream().map(Arrival::pid).distinct()).hasSize(reused ? 2 : 4);
        assertThat(arrivals.stream().map(Arrival::session).distinct()).hasSize(1);
        passes(build);
    }

    /** Between the end of one and the start of the next nobody has a lease on it. */
    @Test
    void oneForkAfterTheOther() throws Exception {
        StartedOwner build = stage.build("one-by-one", FOUR, "-DforkCount=1", "-DreuseForks=false");
        List<Arrival> arrivals = arrivalsOfFour(build);
        assertThat(arrivals.stream().map(Arrival::pid).distinct()).hasSize(4);
        assertThat(arrivals.stream().map(Arrival::session).distinct()).hasSize(1);
        passes(build);
        assertThat(build.output()).contains("it stays until the build of process");
    }

    @Test
    void twoBuildsOfOneProjectAtOnce() throws Exception {
        StartedOwner first = stage.build("first", "OneTest");
        StartedOwner second = stage.build("second", "OneTest");
        Arrival inFirst = first.reaches("OneTest");
        Arrival inSecond = second.reaches("OneTest");
        assertThat(inSecond.session()).isEqualTo(inFirst.session());
        assertThat(inSecond.title()).as("visits in a context of its own").isEqualTo("1");
        inFirst.goOn("NORMALLY");
        passes(first);
        assertThat(traces.found()).as("what the second still uses").isNotEmpty();
        inSecond.goOn("NORMALLY");
        passes(second);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoProjectsWithTheSameNameAtOnce(boolean widened) throws Exception {
        String scope = "-Dbrowser.session.scope=" + (widened ? "user" : "project");
        StartedOwner first = stage.build("project-" + widened, "OneTest", scope);
        StartedOwner second = stage.buildOfAnotherProject("other-project-" + widened, "OneTest", scope);
        Arrival inFirst = first.reaches("OneTest");
        Arrival inSecond = second.reaches("OneTest");
        assertThat(inSecond.session().equals(inFirst.session())).isEqualTo(widened);
        inFirst.goOn("NORMALLY");
        inSecond.goOn("NORMALLY");
        passes(first);
        passes(second);
    }

    private Arrival passing(StartedOwner build) throws Exception {
        Arrival arrival = build.reaches("OneTest");
        arrival.goOn("NORMALLY");
        passes(build);
        return arrival;
    }

    @Test
    void theNextRunFindsItWhereItLingers() throws Exception {
        Arrival before = passing(stage.build("before", "OneTest", "-Dbrowser.session.linger=10m"));
        Arrival next = passing(stage.build("next", "OneTest", "-Dbrowser.session.linger=0"));
        assertThat(next.session()).isEqualTo(before.session());
    }

    @Test
    void onCiNothingLingers() throws Exception {
        passing(stage.buildOnCi("ci", "OneTest", "-Dbrowser.session.linger=10m"));
        traces.awaitNone();
    }

    @Test
    void failsafeAfterSurefire() throws Exception {
        StartedOwner build = stage.build(
                "failsafe", "OneTest", "-Dit.test=AfterwardsIT", "surefire:test", "failsafe:integration-test");
        Arrival unit = build.reaches("OneTest");
        unit.goOn("NORMALLY");
        Arrival integration = build.reaches("AfterwardsIT");
        integration.goOn("NORMALLY");
        passes(build);
        assertThat(integration.session()).isEqualTo(unit.session());
        assertThat(integration.pid()).isNotEqualTo(unit.pid());
    }

    @Test
    void underNoneTheSecondBuildWaitsAndFindsThePageAsTheFirstLeftIt() throws Exception {
        StartedOwner first = stage.build("first-turn", "TurnTest");
        Arrival inFirst = first.reaches("turn");
        StartedOwner impatient = stage.jvm("impatient", "TurnTest", "-Dbrowser.session.acquire-timeout=1s");
        assertThat(impatient.exitCode()).isZero();
        assertThat(impatient.output())
                .contains("The shared session \"turns\" is taken: TurnTest (process " + inFirst.pid() + ")")
                .contains("tests that failed: 1");
        StartedOwner second = stage.build("second-turn", "TurnTest");
        inFirst.goOn("NORMALLY");
        Arrival inSecond = second.reaches("turn");
        inSecond.goOn("NORMALLY");
        passes(first);
        passes(second);
    }

    @Test
    void twoClassesThatTakeTwoSessionsInOppositeOrder() throws Exception {
        StartedOwner eggFirst = stage.jvm("egg-first", "EggFirstTest");
        StartedOwner henFirst = stage.jvm("hen-first", "HenFirstTest");
        for (StartedOwner owner : List.of(eggFirst, henFirst)) {
            owner.whenReaches("egg", arrival -> arrival.goOn("NORMALLY"));
            owner.whenReaches("hen", arrival -> arrival.goOn("NORMALLY"));
        }
        for (StartedOwner owner : List.of(eggFirst, henFirst)) {
            passes(owner);
            assertThat(owner.output()).contains("tests that failed: 0");
        }
    }
}

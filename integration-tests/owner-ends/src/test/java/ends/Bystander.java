package ends;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.it.Arrival;
import dev.browsersession.it.StartedOwner;

/** Another owner of the same keeper, whose session must go on whatever happens to others. */
final class Bystander {

    private final StartedOwner owner;
    private Arrival last;
    private int visits = 1;

    private Bystander(StartedOwner owner, Arrival first) {
        this.owner = owner;
        this.last = first;
    }

    /** @param owner runs {@code BystandingTest} */
    static Bystander of(StartedOwner owner) throws Exception {
        return new Bystander(owner, owner.reaches("visit-1"));
    }

    /** Its next visit is made in the same session, and in the same context, which has counted all visits before. */
    void goesOnUnharmed() throws Exception {
        String session = last.session();
        visits++;
        last.goOn("NORMALLY");
        last = owner.reaches("visit-" + visits);
        assertThat(last.session()).isEqualTo(session);
        assertThat(last.title()).isEqualTo(Integer.toString(visits));
    }

    /** Its test passes. */
    void ends() throws Exception {
        last.goOn("END");
        assertThat(owner.exitCode()).as("%s", owner.output()).isZero();
    }
}

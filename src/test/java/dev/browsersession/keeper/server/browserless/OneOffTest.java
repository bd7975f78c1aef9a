package dev.browsersession.keeper.server.browserless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.keeper.server.Place;
import dev.browsersession.keeper.server.ServedSession;
import dev.browsersession.keeper.server.SessionWanted;
import dev.browsersession.keeper.server.SessionsForTests;
import dev.browsersession.keeper.server.Upgrade;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OneOffTest {

    @Test
    void itsPlaceIsKnownToBeFreeSoonOnceItsLastClientHasLeft() throws Exception {
        try (SessionsForTests of = SessionsForTests.open(1)) {
            AtomicInteger leaving = new AtomicInteger();
            ServedSession session = of.sessions().create("id", SessionWanted.of(60_000, "a client"));
            OneOff browser = new OneOff(of.sessions(), session, place(leaving), Optional.empty(), true);
            Runnable first = left(browser);
            Runnable second = left(browser);

            first.run();
            assertThat(leaving).hasValue(0);
            second.run();
            assertThat(leaving).as("at once, whatever workers are busy with").hasValue(1);

            session.gone().get(30, TimeUnit.SECONDS);
        }
    }

    private static Runnable left(OneOff browser) {
        return ((Upgrade.Joined) browser.connect("localhost").orElseThrow()).left();
    }

    private static Place place(AtomicInteger leaving) {
        return new Place() {
            @Override
            public void leaving() {
                leaving.incrementAndGet();
            }

            @Override
            public void close() {}
        };
    }
}

package dev.browsersession.keeper.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SwitchboardTest {

    private static final Dialect BROKEN = new Dialect() {
        @Override
        public Optional<Reply> answer(HttpCall call) {
            throw new StackOverflowError();
        }

        @Override
        public Optional<Upgrade> upgrade(HttpCall call) {
            throw new NoClassDefFoundError("any");
        }
    };

    private final Switchboard switchboard = new Switchboard(new Door(true, "localhost"), List.of(BROKEN));
    private final HttpCall call =
            HttpCall.of("GET", "/any?token=s3cret", Map.of("Host", "localhost"), new byte[0], Optional.empty());

    @Test
    void anErrorIsAnsweredLikeAnyFailure() {
        assertThat(switchboard.answer(call).status()).isEqualTo(500);
    }

    @Test
    void aWebsocketThatAnErrorComesBetweenIsRefused() {
        assertThat(switchboard.upgrade(call)).isInstanceOfSatisfying(Upgrade.Refused.class, refused -> assertThat(
                        refused.reply().status())
                .isEqualTo(500));
    }
}

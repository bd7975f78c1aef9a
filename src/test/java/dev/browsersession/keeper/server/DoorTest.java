package dev.browsersession.keeper.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {

    /** An address for documents, which no machine has. */
    private static final String ELSEWHERE = "192.0.2.1";

    @ParameterizedTest
    @ValueSource(strings = {ELSEWHERE + ":3000", "grid.example", "grid.example:3000", "[2001:db8::1]:3000"})
    void whoIsReachedFromElsewhereAnswersToAnyName(String host) throws Exception {
        assertThat(status(ELSEWHERE, host, null)).isZero();
        assertThat(status("127.0.0.1", host, null)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "grid.example:3000, http://grid.example:3000, 0",
        "grid.example:3000, HTTP://GRID.example:3000, 0",
        "grid.example:3000, http://grid.example, 403",
        "grid.example:3000, https://grid.example:3000, 403",
        "grid.example:3000, http://evil.example, 403",
        "grid.example:3000, null, 403"
    })
    void pagesOfOthersAreRefusedThereToo(String host, String origin, int status) throws Exception {
        assertThat(status(ELSEWHERE, host, origin)).isEqualTo(status);
    }

    @Test
    void whoDoesNotSayForWhichHostIsRefusedThereToo() throws Exception {
        assertThat(status(ELSEWHERE, null, null)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "127.0.0.2:3000", "localhost:3000", "[::1]:3000"})
    void anAddressOfThisMachineAnswersToItsOwnNameAndToTheUsualOnes(String host) throws Exception {
        assertThat(status("127.0.0.2", host, null)).isZero();
        assertThat(status("127.0.0.2", "127.0.0.3", null)).isEqualTo(403);
    }

    /** 0 where the call is let in. */
    private static int status(String listensOn, String host, String origin) throws UnknownHostException {
        Map<String, String> headers = new HashMap<>();
        Optional.ofNullable(host).ifPresent(value -> headers.put("Host", value));
        Optional.ofNullable(origin).ifPresent(value -> headers.put("Origin", value));
        HttpCall call = HttpCall.of("GET", "/sessions", headers, new byte[0], Optional.empty());
        return Door.of(InetAddress.getByName(listensOn), listensOn)
                .refusal(call)
                .map(Reply::status)
                .orElse(0);
    }
}

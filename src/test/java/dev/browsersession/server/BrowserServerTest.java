package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserServer;
import org.junit.jupiter.api.Test;

class BrowserServerTest {

    @Test
    void answers_where_it_says_it_does() throws Exception {
        try (BrowserServer server = BrowserServer.builder().start()) {
            assertThat(new ServerClient(server.url()).get("/nothing").statusCode())
                    .isEqualTo(404);
        }
    }
}

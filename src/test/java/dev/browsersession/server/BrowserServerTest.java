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

    @Test
    void answers_at_another_address_of_this_machine_to_who_has_the_token() throws Exception {
        try (BrowserServer server =
                BrowserServer.builder().host("127.0.0.2").token("s3cret").start()) {
            assertThat(server.url().getHost()).isEqualTo("127.0.0.2");
            ServerClient client = new ServerClient(server.url());
            assertThat(client.get("/sessions").statusCode()).isEqualTo(401);
            assertThat(client.get("/sessions?token=s3cret").statusCode()).isEqualTo(200);
            try (CdpClient browser = CdpClient.connect("ws://" + server.url().getAuthority() + "/?token=s3cret")) {
                browser.page("about:blank");
            }
        }
    }
}

package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A view's filter between a client and a browser that a test speaks for. Messages are written with single quotes. */
abstract class FilterTestCase {

    static final String OWN_PAGE = "{'targetId':'P1','type':'page','browserContextId':'OWN'}";
    static final String FOREIGN_PAGE = "{'targetId':'F1','type':'page','browserContextId':'OTHER'}";

    final List<String> atBrowser = new ArrayList<>();
    final List<String> atClient = new ArrayList<>();
    final ViewWires wires = new ViewWires() {
        @Override
        public void toBrowser(ByteBuf message) {
            atBrowser.add(read(message));
        }

        @Override
        public void toClient(ByteBuf message) {
            atClient.add(read(message));
        }
    };
    ViewFilter filter = new ViewFilter(ViewScope.context("OWN"), wires);

    private static String read(ByteBuf message) {
        String text = message.toString(StandardCharsets.UTF_8).replace('"', '\'');
        message.release();
        return text;
    }

    private static ByteBuf buffer(String message) {
        return Unpooled.copiedBuffer(message.replace('\'', '"'), StandardCharsets.UTF_8);
    }

    void client(String message) {
        ByteBuf buffer = buffer(message);
        filter.fromClient(buffer);
        buffer.release();
    }

    void browser(String message) {
        ByteBuf buffer = buffer(message);
        filter.fromBrowser(buffer);
        buffer.release();
    }

    /** Leaves the filter with a CDP session S1 on the view's page P1, and forgets how it came about. */
    @BeforeEach
    void attachToOwnPage() {
        browser("{'method':'Target.attachedToTarget','params':{'sessionId':'S1','targetInfo':" + OWN_PAGE
                + ",'waitingForDebugger':false}}");
        atClient.clear();
    }
}

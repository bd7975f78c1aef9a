package dev.browsersession.cdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked ahead, and what is spared, in words between a client and a browser that the test speaks for. */
class AheadOfAClientTest {

    private static final String TREE = "'method':'Page.getFrameTree','params':{},'sessionId':'S'}";
    private static final String LOOK = "'method':'Runtime.evaluate','params':{'expression':'1'},'sessionId':'S'}";
    private static final String CALL = "'method':'Runtime.callFunctionOn','params':{},'sessionId':'S'}";

    private final List<String> atBrowser = new ArrayList<>();
    private final List<String> atClient = new ArrayList<>();
    private final AskedAhead ahead = new AskedAhead(new ViewWires() {
        @Override
        public void toBrowser(ByteBuf message) {
            atBrowser.add(read(message));
        }

        @Override
        public void toClient(ByteBuf message) {
            atClient.add(read(message));
        }
    });

    private static String read(ByteBuf message) {
        String text = message.toString(StandardCharsets.UTF_8).replace('"', '\'');
        message.release();
        return text;
    }

    private static ByteBuf buffer(String message) {
        return Unpooled.copiedBuffer(message.replace('\'', '"'), StandardCharsets.UTF_8);
    }

    private void client(int id, String rest) {
        ahead.fromClient(buffer("{'id':" + id + "," + rest));
    }

    private void browser(String message) {
        ByteBuf buffer = buffer(message);
        ahead.fromBrowser(buffer);
        buffer.release();
    }

    private void answered(int id, String result) {
        browser("{'id':" + id + ",'result':{" + result + "},'sessionId':'S'}");
    }

    /** The id under which a question of ours was sent last. */
    private int asked(String method) {
        String message = atBrowser.stream()
                .filter(sent -> sent.startsWith("{'id':-") && sent.contains(method))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError(method + " was not asked ahead: " + atBrowser));
        return Integer.parseInt(message.substring("{'id':".length(), message.indexOf(',')));
    }

    /** Leaves a client that has looked and wanted trees, and whose script is under way with what is asked behind it. */
    @BeforeEach
    void sendAScript() {
        client(1, LOOK);
        client(2, TREE);
        atBrowser.clear();
        client(3, CALL);
    }

    @Test
    void aScriptIsFollowedByWhatIsAskedNext() {
        assertThat(atBrowser)
                .extracting(sent -> sent.replaceFirst("^\\{'id':-\\d+,", "{'id':-,"))
                .containsExactly("{'id':3," + CALL, "{'id':-," + TREE, "{'id':-," + LOOK);
    }

    @Test
    void whatHasComeIsAnsweredAtOnceAndTreesAreAsOftenAsTheyAreWanted() {
        answered(3, "");
        answered(asked("getFrameTree"), "'frameTree':{}");
        answered(asked("evaluate"), "'result':{'value':1}");
        assertThat(atClient).containsExactly("{'id':3,'result':{},'sessionId':'S'}");
        atBrowser.clear();
        client(4, TREE);
        client(5, TREE);
        client(6, LOOK);
        assertThat(atBrowser).isEmpty();
        assertThat(atClient)
                .endsWith(
                        "{'id':4,'result':{'frameTree':{}},'sessionId':'S'}",
                        "{'id':5,'result':{'frameTree':{}},'sessionId':'S'}",
                        "{'id':6,'result':{'result':{'value':1}},'sessionId':'S'}");
    }

    @Test
    void whatIsStillUnderWayIsWaitedFor() {
        answered(3, "");
        int tree = asked("getFrameTree");
        client(4, TREE);
        assertThat(atClient).hasSize(1);
        answered(tree, "'frameTree':{}");
        assertThat(atClient).endsWith("{'id':4,'result':{'frameTree':{}},'sessionId':'S'}");
    }

    @Test
    void aLookIsAnsweredOnceAndNothingAfterIt() {
        answered(3, "");
        answered(asked("getFrameTree"), "");
        answered(asked("evaluate"), "");
        client(4, LOOK);
        atBrowser.clear();
        client(5, TREE);
        client(6, LOOK);
        assertThat(atBrowser).startsWith("{'id':5," + TREE).contains("{'id':6," + LOOK);
    }

    @Test
    void whatCameBeforeAScriptsResultIsNotUsed() {
        answered(asked("getFrameTree"), "'frameTree':{'frame':{}}");
        answered(3, "");
        client(4, TREE);
        assertThat(atBrowser).endsWith("{'id':4," + TREE);
    }

    @Test
    void whatCameBeforeAnEventIsNotUsedAndWhatComesLaterIs() {
        answered(3, "");
        answered(asked("getFrameTree"), "");
        int look = asked("evaluate");
        browser("{'method':'Page.frameNavigated','params':{},'sessionId':'S'}");
        answered(look, "'result':{'value':1}");
        client(4, LOOK);
        assertThat(atClient).endsWith("{'id':4,'result':{'result':{'value':1}},'sessionId':'S'}");
        client(5, CALL);
        answered(5, "");
        answered(asked("getFrameTree"), "");
        browser("{'method':'Page.frameNavigated','params':{},'sessionId':'S'}");
        client(6, TREE);
        assertThat(atBrowser).endsWith("{'id':6," + TREE);
    }

    @Test
    void whatCameBeforeAnotherCommandIsNotUsed() {
        for (String command : List.of(
                "'method':'Input.dispatchKeyEvent','params':{},'sessionId':'S'}",
                "'method':'Target.closeTarget','params':{}}",
                "'method':'Runtime.evaluate','params':{'expression':'1'},'sessionId':'T'}")) {
            client(10, CALL);
            answered(10, "");
            answered(asked("getFrameTree"), "");
            client(11, command);
            client(12, TREE);
            assertThat(atBrowser).as(command).endsWith("{'id':12," + TREE);
        }
    }

    @Test
    void nothingIsAskedBehindInput() {
        atBrowser.clear();
        client(4, "'method':'Input.dispatchMouseEvent','params':{},'sessionId':'S'}");
        assertThat(atBrowser).hasSize(1);
    }

    @Test
    void anErrorSendsTheCommandAsTheClientMeantIt() {
        answered(3, "");
        int tree = asked("getFrameTree");
        client(4, TREE);
        browser("{'id':" + tree + ",'error':{'code':-32000,'message':'no'},'sessionId':'S'}");
        assertThat(atBrowser).endsWith("{'id':4," + TREE);
        assertThat(atClient).hasSize(1);
        answered(4, "'frameTree':{}");
        assertThat(atClient).endsWith("{'id':4,'result':{'frameTree':{}},'sessionId':'S'}");
    }

    @Test
    void aNodesGroupEndsWithTheClientsAndAnUnusedOneAtOnce() {
        String resolve = "'method':'DOM.resolveNode','params':{'backendNodeId':7,'objectGroup':'G'},'sessionId':'S'}";
        client(4, resolve);
        answered(4, "'object':{'objectId':'O'}");
        client(5, CALL);
        answered(5, "");
        int spare = asked("resolveNode");
        answered(spare, "'object':{'objectId':'P'}");
        client(6, resolve.replace("'G'", "'H'"));
        assertThat(atClient).endsWith("{'id':6,'result':{'object':{'objectId':'P'}},'sessionId':'S'}");
        client(7, CALL);
        atBrowser.clear();
        client(8, "'method':'Runtime.releaseObjectGroup','params':{'objectGroup':'H'},'sessionId':'S'}");
        assertThat(atBrowser)
                .hasSize(2)
                .last()
                .asString()
                .contains("Runtime.releaseObjectGroup", "{'objectGroup':'ahead" + spare + "'}");
        int unused = asked("Runtime.releaseObjectGroup");
        client(9, CALL);
        assertThat(asked("Runtime.releaseObjectGroup")).isNotEqualTo(unused);
        unused = asked("Runtime.releaseObjectGroup");
        client(10, "'method':'Page.navigate','params':{},'sessionId':'S'}");
        assertThat(asked("Runtime.releaseObjectGroup")).isNotEqualTo(unused);
    }
}

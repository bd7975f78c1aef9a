package dev.browsersession.cdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages are written with single quotes. */
class EnvelopeTest {

    private static ByteBuf buffer(String message) {
        return Unpooled.copiedBuffer("##" + message.replace('\'', '"'), StandardCharsets.UTF_8)
                .skipBytes(2);
    }

    private static String read(ByteBuf message) {
        return message.toString(StandardCharsets.UTF_8).replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'id':7,'method':'A.b'}                        | {'id':99,'method':'A.b','sessionId':'OWN'}",
                "{'id':7,'method':'A.b','sessionId':''}         | {'id':99,'method':'A.b','sessionId':'OWN'}",
                "{'id':7,'method':'A.b','sessionId':'S'}        | {'id':99,'method':'A.b','sessionId':'S'}",
                "{'method':'A.b','sessionId':'S','id':7}        | {'method':'A.b','sessionId':'S','id':99}",
                "{ 'params':{'id':1,'x':'ü'}, 'id' : -7 ,'sessionId':'S'} | { 'params':{'id':1,'x':'ü'}, 'id' : 99 ,'sessionId':'S'}",
            })
    void aCommandGetsAnotherIdAndASession(String command, String expected) {
        assertThat(read(new Envelope(buffer(command)).toBrowser(99, "OWN"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'id':99,'result':{}}                              | {'id':7,'result':{}}",
                "{'id':99,'result':{},'sessionId':'OWN'}            | {'id':7,'result':{}}",
                "{'id':99,'sessionId':'OWN','result':{'a':1}}       | {'id':7,'result':{'a':1}}",
                "{'id':99,'result':{'x':1,'sessionId':'OWN'}}       | {'id':7,'result':{'x':1,'sessionId':'OWN'}}",
                "{'id':99,'result':{},'sessionId':'S'}              | {'id':7,'result':{},'sessionId':'S'}",
                "{'result':{'id':99},'id':99}                       | {'result':{'id':99},'id':7}",
            })
    void anAnswerGetsTheClientsIdAndLosesTheClientsOwnSession(String answer, String expected) {
        assertThat(read(new Envelope(buffer(answer)).toClient(7, "OWN"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'method':'A.b','params':{},'sessionId':'S'}                  | S",
                "{'method':'A.b','params':{'a':1,'sessionId':'P'}}             |",
                "{'method':'A.b','params':{},'sessionId':'S' }                 | S",
                "{'method':'A.b','sessionId':'S','params':{'a':1,'sessionId':'P'}} | S",
                "{'method':'A.b','params':',\\'sessionId\\':\\'P\\'}'}         |",
                "{'method':'A.b'}                                              |",
            })
    void theSessionIsTheMessagesOwn(String message, String session) {
        assertThat(new Envelope(buffer(message)).sessionId()).isEqualTo(session);
    }
}

package dev.browsersession.attack;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Says Hello at a socket and prints what came of it. Run by other users, so it is one class and knows only the JDK. */
final class Knock {

    private Knock() {}

    public static void main(String[] arguments) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(Path.of(arguments[0])));
            String hello = "{\"id\":1,\"type\":\"Hello\",\"body\":{\"protocol\":1,\"version\":\"x\",\"pid\":1}}\n";
            channel.write(ByteBuffer.wrap(hello.getBytes(StandardCharsets.UTF_8)));
            ByteBuffer answer = ByteBuffer.allocate(4096);
            int count = channel.read(answer);
            System.out.println(count < 0 ? "closed" : new String(answer.array(), 0, count, StandardCharsets.UTF_8));
        } catch (IOException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }
}

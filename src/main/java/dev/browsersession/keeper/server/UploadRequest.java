package dev.browsersession.keeper.server;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.Optional;

/** A request whose body has been taken out of it. Goes through the pipeline as any other. */
final class UploadRequest extends DefaultFullHttpRequest {

    private static final System.Logger LOG = System.getLogger(UploadRequest.class.getName());

    private final Optional<ReceivedFile> file;
    private final boolean tooLarge;

    UploadRequest(HttpRequest head, Optional<ReceivedFile> file, boolean tooLarge) {
        super(
                HttpVersion.HTTP_1_1,
                head.method(),
                head.uri(),
                Unpooled.EMPTY_BUFFER,
                head.headers(),
                EmptyHttpHeaders.INSTANCE);
        this.file = file;
        this.tooLarge = tooLarge;
    }

    /** Empty where the body has none. */
    Optional<ReceivedFile> file() {
        return file;
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    void discard() {
        file.ifPresent(it -> {
            try {
                Files.deleteIfExists(it.path());
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "a file that was sent goes with its directory", e);
            }
        });
    }
}

package dev.browsersession.keeper.server;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A multipart body as it arrives: of its parts, the one named {@code file} is kept. Belongs to one event loop. */
final class MultipartFile {

    private static final String FIELD = "file";
    /** For boundaries, headers and fields around a file. */
    private static final long AROUND = 64 << 10;

    private static final int MOST_FIELDS = 16;
    private static final int LARGEST_HEAD = 16 << 10;

    private final HttpRequest head;
    private final FileIntake intake;
    private final HttpPostMultipartRequestDecoder decoder;
    private long received;

    /** A body that is not taken. */
    static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean tooLarge;

        Unusable(String message, boolean tooLarge, Throwable cause) {
            super(message, cause);
            this.tooLarge = tooLarge;
        }

        boolean isTooLarge() {
            return tooLarge;
        }
    }

    MultipartFile(HttpRequest head, FileIntake intake) throws Unusable {
        this.head = head;
        this.intake = intake;
        requireSize(HttpUtil.getContentLength(head, 0L));
        DefaultHttpDataFactory factory = new DefaultHttpDataFactory(true);
        factory.setBaseDir(intake.directory().toString());
        // What is left of a request goes with its connection, and its directory with the session.
        factory.setDeleteOnExit(false);
        factory.setMaxLimit(intake.largest());
        try {
            decoder = new HttpPostMultipartRequestDecoder(
                    factory, head, java.nio.charset.StandardCharsets.UTF_8, MOST_FIELDS, LARGEST_HEAD);
        } catch (RuntimeException e) {
            throw new Unusable("it is not multipart", false, e);
        }
    }

    HttpRequest head() {
        return head;
    }

    private void requireSize(long bytes) throws Unusable {
        if (bytes > intake.largest() + AROUND) {
            throw new Unusable("it is too large", true, null);
        }
    }

    void add(HttpContent content) throws Unusable {
        received += content.content().readableBytes();
        requireSize(received);
        try {
            decoder.offer(content);
        } catch (RuntimeException e) {
            // The decoder has many exceptions for bodies that are none, not all of them its own.
            throw new Unusable("it is broken", received > intake.largest(), e);
        }
    }

    UploadRequest finish() throws Unusable {
        try {
            Optional<ReceivedFile> file = Optional.empty();
            for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
                if (part instanceof FileUpload upload
                        && upload.isCompleted()
                        && FIELD.equals(upload.getName())
                        && file.isEmpty()) {
                    Path kept = Files.createTempFile(intake.directory(), "taken", ".part");
                    Files.delete(kept);
                    upload.renameTo(kept.toFile());
                    file = Optional.of(new ReceivedFile(upload.getFilename(), kept));
                }
            }
            return new UploadRequest(head, file, false);
        } catch (IOException | HttpPostRequestDecoder.NotEnoughDataDecoderException e) {
            throw new Unusable("it cannot be kept", false, e);
        } finally {
            discard();
        }
    }

    void discard() {
        decoder.destroy();
    }
}

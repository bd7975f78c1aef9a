package dev.browsersession.provider.http;

import java.io.IOException;
import java.nio.file.Path;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.Okio;

/** A body that becomes a file as it arrives. */
final class FileBody {

    private static final long PIECE = 64 << 10;

    private FileBody() {}

    static void write(BufferedSource body, Path target, long largest) throws IOException {
        long written = 0;
        try (BufferedSink file = Okio.buffer(Okio.sink(target))) {
            while (body.request(1)) {
                long piece = Math.min(PIECE, body.getBuffer().size());
                written += piece;
                if (written > largest) {
                    throw new IOException("its answer has more than " + (largest >> 20) + " MB");
                }
                file.write(body, piece);
            }
        }
    }
}

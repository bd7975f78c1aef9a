package dev.browsersession.protocol;

import java.util.List;

/** The downloads of a view, in the order of their beginning. */
public record DownloadList(List<DownloadedFile> downloads) implements Message {

    public DownloadList {
        downloads = downloads == null ? List.of() : List.copyOf(downloads);
    }
}

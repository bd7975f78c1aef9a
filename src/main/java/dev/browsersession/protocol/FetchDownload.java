package dev.browsersession.protocol;

/**
 * Asks for the content of a completed download; answered by {@link FetchedFile}.
 *
 * @param view the view
 * @param download its id
 */
public record FetchDownload(String view, String download) implements Message {

    public FetchDownload {
        view = Components.required(view, "view");
        download = Components.required(download, "download");
    }
}

package dev.browsersession.protocol;

/**
 * Asks for a file of this machine to be brought to the browser's; answered by {@link UploadedFile}.
 *
 * @param view the view
 * @param path the file
 */
public record UploadFile(String view, String path) implements Message {

    public UploadFile {
        view = Components.required(view, "view");
        path = Components.path(Components.required(path, "path"), "path");
    }
}

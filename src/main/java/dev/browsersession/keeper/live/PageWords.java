package dev.browsersession.keeper.live;

/** Text that some page has chosen, made fit to be passed on. */
final class PageWords {

    private static final char REPLACEMENT = '\uFFFD';

    private PageWords() {}

    /** At most so many characters and an ellipsis, without control characters and halves of characters. */
    static String of(String text, int longest) {
        if (text == null) {
            return "";
        }
        StringBuilder fit = new StringBuilder(Math.min(text.length(), longest) + 1);
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            int width = Character.charCount(character);
            if (at + width > longest) {
                return fit.append('…').toString();
            }
            boolean half = width == 1 && Character.isSurrogate((char) character);
            fit.appendCodePoint(half || Character.isISOControl(character) ? REPLACEMENT : character);
            at += width;
        }
        return fit.toString();
    }
}

package dev.browsersession.keeper.live;

/**
 * A page of a session. What the page itself had a say in is shortened, and half characters are replaced.
 *
 * @param id its target id
 * @param title its title; may be empty
 * @param url its address
 */
public record SeenPage(String id, String title, String url) {

    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_URL = 2_000;

    public SeenPage {
        title = PageWords.of(title, LONGEST_TITLE);
        url = PageWords.of(url, LONGEST_URL);
    }
}

package dev.browsersession.keeper.live;

import java.util.List;

/**
 * What a session shows.
 *
 * @param pages its pages, those first that matter most
 * @param shown the id of the page that was looked at; null where there is none
 * @param jpeg the screen of that page, in base64; null where it could not be had
 * @param problem why there is no screen, as a sentence; null where there is one, or none was asked for
 */
public record Sight(List<SeenPage> pages, String shown, String jpeg, String problem) {

    public Sight {
        pages = List.copyOf(pages);
    }

    /** Nothing can be seen. */
    public static Sight none(String problem) {
        return new Sight(List.of(), null, null, problem);
    }
}

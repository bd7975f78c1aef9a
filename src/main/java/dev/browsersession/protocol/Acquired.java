package dev.browsersession.protocol;

import java.util.List;

/**
 * A session is leased to the owner that asked.
 *
 * @param lease the owner's claim on it; every later request names it
 * @param session the session as it is now
 * @param created whether it was created for this request; false where others had it before
 * @param notices what the provider wants its user to know, in sentences
 */
public record Acquired(String lease, SessionSnapshot session, boolean created, List<String> notices)
        implements Message {

    public Acquired {
        notices = notices == null ? List.of() : List.copyOf(notices);
    }
}

package dev.browsersession.keeper;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a session is marked with at its provider.
 *
 * @param project whose it is
 * @param run eight digits, the same for all sessions of a run
 * @param session eight digits of its own
 */
record Tag(String project, String run, String session) {

    /** A tag has 32 characters at most. */
    private static final int LONGEST_PROJECT = 12;

    private static final int BEGINNING = 7;
    private static final Pattern WHOLE = Pattern.compile("(.+)-([0-9a-f]{8})-([0-9a-f]{8})");

    static Tag newOne(String project, String run) {
        return new Tag(project, run, RandomNames.hex(4));
    }

    /** A project's part of its tags. A name that has to be changed has a hash of it, so that no other becomes the same. */
    static String project(String name) {
        if (name == null || name.isEmpty()) {
            return "bs";
        }
        String safe = name.replaceAll("[^0-9a-zA-Z_-]", "-");
        if (safe.equals(name) && name.length() <= LONGEST_PROJECT) {
            return name;
        }
        int hash = name.hashCode();
        return safe.substring(0, Math.min(safe.length(), BEGINNING)) + "-"
                + String.format("%04x", (hash ^ hash >>> 16) & 0xffff);
    }

    /** What all tags of a project begin with; those of others may, too. */
    static String beginning(String project) {
        return project + "-";
    }

    static Optional<Tag> read(String text) {
        Matcher parts = WHOLE.matcher(text);
        return parts.matches()
                ? Optional.of(new Tag(parts.group(1), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return beginning(project) + run + "-" + session;
    }
}

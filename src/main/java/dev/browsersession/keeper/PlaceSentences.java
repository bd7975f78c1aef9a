package dev.browsersession.keeper;

import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;

/**
 * What people are told about one that waits for a place.
 *
 * @param kept whom the bound keeps from asking: the one itself, or the first, where it is only behind that one
 * @param refusal the provider's words; null where it was not asked, because as many as may be are there
 * @param bound how many may be
 * @param holders who has the places of this keeper
 */
record PlaceSentences(
        String provider, PlaceRequest request, PlaceRequest kept, String refusal, int bound, String holders) {

    private static final String OTHERS = " None of the sessions there is of this keeper: they are of others who use the"
            + " account, or were left. What was left ends with its ttl, or by the command \"sweep\" where the provider lists"
            + " its sessions.";

    /** As a sentence. */
    String reason() {
        if (refusal != null) {
            return "The provider refused another: " + refusal + (endsSentence(refusal) ? "" : ".");
        }
        if (bound == Integer.MAX_VALUE) {
            return "It is behind " + kept + ".";
        }
        int own = kept.owner().maxSessions().orElse(Integer.MAX_VALUE);
        String who = kept.equals(request) ? "" : "It is behind " + kept + ". There, ";
        return own <= bound
                ? who + "browser.session.max-sessions allows " + bound + " at a time."
                : "The provider allows this account " + bound + " at a time.";
    }

    String announcement() {
        long limit = request.acquire().waitMillis();
        return request.holder() + " waits for a session of provider " + provider + beforeIt() + ". " + reason()
                + places() + " It waits "
                + (limit > 0 ? seconds(limit) + " at most (browser.session.acquire-timeout)." : "as long as it takes.");
    }

    ProviderFailure waitedLongEnough(long now) {
        return new ProviderFailure(
                Failure.Kind.LIMIT,
                request.holder() + " got no session of provider " + provider + ": it waited "
                        + seconds(request.waited(now)) + beforeIt() + ". " + reason() + places()
                        + " Run fewer tests at the same time or let classes share a session; or set"
                        + " browser.session.acquire-timeout to wait longer.");
    }

    ProviderFailure waitsForItself() {
        return new ProviderFailure(
                Failure.Kind.LIMIT,
                request.holder() + " gets no session of provider " + provider + ": " + holders
                        + " is given back only after it, and there is room for no other. " + reason()
                        + " Use the session of the class around it, or allow one more.");
    }

    ProviderFailure waitsInACircle() {
        return new ProviderFailure(
                Failure.Kind.LIMIT,
                request.holder() + " gets no session of provider " + provider + ": it and others wait for each other."
                        + " Each of the places is given back only after one that waits: " + holders + ". " + reason()
                        + " Use the sessions of the classes around them, or allow more.");
    }

    private String beforeIt() {
        return switch (request.before()) {
            case 0 -> ", nobody before it";
            case 1 -> ", 1 other before it";
            default -> ", " + request.before() + " others before it";
        };
    }

    private String places() {
        return holders.isEmpty() ? OTHERS : " Here, places are taken by: " + holders + ".";
    }

    private static boolean endsSentence(String text) {
        return text.endsWith(".") || text.endsWith("!");
    }

    private static String seconds(long millis) {
        return Math.round(millis / 100.0) / 10.0 + " s";
    }
}

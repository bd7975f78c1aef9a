package dev.browsersession.keeper.live;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keeps pages of other origins out: they can have a browser of this machine send requests here, also under a name of their own
 * that has come to mean this machine.
 *
 * @param hosts which values of the {@code Host} header are this server's
 * @param framed whether pages may be shown inside pages of others
 */
record Gate(Predicate<String> hosts, boolean framed) {

    private static final Set<String> OWN = Set.of("same-origin", "none");

    Optional<LiveAnswer> refusal(LiveRequest request) {
        String host = request.header("host").orElse("");
        if (host.isEmpty() || !hosts.test(host)) {
            return Optional.of(LiveAnswer.sentence(403, "The Host header does not name this server."));
        }
        if (isForeign(request, host)) {
            return Optional.of(LiveAnswer.sentence(403, "Pages of other origins may not ask here."));
        }
        return Optional.empty();
    }

    private boolean isForeign(LiveRequest request, String host) {
        Optional<String> origin = request.header("origin");
        if (origin.isPresent()
                && !origin.get().equals("http://" + host)
                && !origin.get().equals("https://" + host)) {
            return true;
        }
        if (!request.reads() && origin.isEmpty()) {
            return true;
        }
        // A link to a page, as in some build's report, may be followed from anywhere; nothing else may be asked for
        // from there.
        return !OWN.contains(request.header("sec-fetch-site").orElse("none")) && !opensPage(request);
    }

    private boolean opensPage(LiveRequest request) {
        String destination = request.header("sec-fetch-dest").orElse("");
        return request.reads()
                && request.header("sec-fetch-mode").orElse("").equals("navigate")
                && (destination.equals("document") || (framed && destination.equals("iframe")));
    }
}

package dev.browsersession.keeper.server;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may speak to the server at all. Pages of a browser on the same machine reach a loopback port too: by the name of a host
 * of theirs that resolves to it, or by its address, and then their browser says where they come from: in {@code Origin}, and of
 * images and links in {@code Sec-Fetch-Site}. The live view judges by itself which links may be followed to it.
 *
 * @param loopback whether the server can be reached from this machine alone
 * @param name what it was told to listen on
 */
record Door(boolean loopback, String name) {

    private static final Set<String> ELSEWHERE = Set.of("cross-site", "same-site");
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    static Door of(InetAddress address, String name) {
        return new Door(address.isLoopbackAddress(), name.toLowerCase(Locale.ROOT));
    }

    Optional<Reply> refusal(HttpCall call) {
        String host = nameIn(call.authority());
        if (call.header("Host").isEmpty()) {
            return Optional.of(Reply.text(400, "A request must say which host it is for."));
        }
        // Elsewhere a token is needed, which no page has.
        if (loopback && !HERE.contains(host) && !host.equals(name)) {
            return Optional.of(Reply.text(403, "This server answers to its own name only."));
        }
        Optional<String> origin = call.header("Origin");
        if (origin.isPresent() && !origin.get().equalsIgnoreCase("http://" + call.authority())) {
            return Optional.of(Reply.text(403, "This server is not for the pages of others."));
        }
        if (!LiveDialect.concerns(call)
                && ELSEWHERE.contains(call.header("Sec-Fetch-Site").orElse(""))) {
            return Optional.of(Reply.text(403, "This server is not for the pages of others."));
        }
        return Optional.empty();
    }

    private static String nameIn(String authority) {
        return authority.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    }
}

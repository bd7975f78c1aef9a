package dev.browsersession.network;

import dev.browsersession.protocol.Network.ProxyServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What is said to a proxy, and of it. */
final class ProxyWords {

    private ProxyWords() {}

    static String name(ProxyServer proxy) {
        return "the proxy " + proxy.host() + ":" + proxy.port();
    }

    static String wantsOtherCredentials(ProxyServer proxy) {
        return name(proxy)
                + (proxy.user() == null
                        ? " wants a user and a password: set the system properties https.proxyUser and https.proxyPassword, or"
                                + " http.proxyUser and http.proxyPassword"
                        : " does not take the user and the password that the test JVM has for it (https.proxyUser,"
                                + " http.proxyUser, or its Authenticator)");
    }

    /** The value of Proxy-Authorization. */
    static String basic(ProxyServer proxy) {
        String both = proxy.user() + ":"
                + (proxy.password() == null ? "" : proxy.password().value());
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }
}

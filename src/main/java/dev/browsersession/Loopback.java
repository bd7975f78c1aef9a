package dev.browsersession;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether an address can be reached from this machine alone. */
final class Loopback {

    private Loopback() {}

    static boolean is(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ConfigurationException("There is no host " + host + " to listen on.", e);
        }
    }
}

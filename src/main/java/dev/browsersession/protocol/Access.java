package dev.browsersession.protocol;

import java.util.Map;

/**
 * In whose name, and by which way, an owner's sessions are asked for at a provider that is not on this machine. Stays in
 * memory.
 *
 * @param credentials the environment variables that the provider's description names, as far as the owner has them
 * @param network how the owner's JVM reaches other hosts
 */
public record Access(Map<String, Secret> credentials, Network network) {

    public static final Access NONE = new Access(Map.of(), Network.DIRECT);

    public Access {
        credentials = credentials == null ? Map.of() : Map.copyOf(credentials);
        network = network == null ? Network.DIRECT : network;
    }
}

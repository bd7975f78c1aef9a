package dev.browsersession.lease;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Secret;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What of this JVM its sessions at providers are asked for with. */
public final class OwnAccess {

    private OwnAccess() {}

    /**
     * Credentials, and the way to other hosts.
     *
     * @param environment where the credentials are
     * @param variables the ones that the provider reads
     */
    public static Access of(Map<String, String> environment, Collection<String> variables) {
        Map<String, Secret> credentials = new TreeMap<>();
        for (String variable : variables) {
            String value = environment.get(variable);
            if (value != null) {
                credentials.put(variable, new Secret(value));
            }
        }
        return new Access(credentials, OwnNetwork.of(System.getProperties()));
    }
}

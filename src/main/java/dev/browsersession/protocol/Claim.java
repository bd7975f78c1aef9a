package dev.browsersession.protocol;

import java.util.List;

/**
 * Asks for the default contexts of shared sessions, all of them or none, so that two owners never wait for each other; answered
 * by {@link Claimed} when nobody else holds one of them.
 *
 * @param names which sessions; they need not exist yet
 * @param holder who asks, for messages to people: the test class
 * @param limitMillis how long to wait while another owner holds one of them; 0 for as long as it takes
 */
public record Claim(List<SharedName> names, String holder, long limitMillis) implements Message {

    public Claim {
        names = names == null ? List.of() : List.copyOf(names);
    }
}

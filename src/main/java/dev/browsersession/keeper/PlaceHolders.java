package dev.browsersession.keeper;

import dev.browsersession.protocol.SharedName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who has the places, for messages to people. */
final class PlaceHolders {

    private static final int MOST_NAMED = 10;

    private final Function<KeptSession, List<HeldLease>> leases;
    private final Function<KeptSession, Optional<SharedName>> names;

    PlaceHolders(Function<KeptSession, List<HeldLease>> leases, Function<KeptSession, Optional<SharedName>> names) {
        this.leases = leases;
        this.names = names;
    }

    /** As the end of a sentence; empty where nobody has one. */
    String describe(List<PlaceRequest> places) {
        String named = places.stream().limit(MOST_NAMED).map(this::describe).collect(Collectors.joining(", "));
        return places.size() <= MOST_NAMED ? named : named + " and " + (places.size() - MOST_NAMED) + " more";
    }

    private String describe(PlaceRequest place) {
        Optional<KeptSession> session = place.session();
        if (session.isEmpty()) {
            return "one that is being created for " + place;
        }
        KeptSession there = session.get();
        String users = leases.apply(there).stream().map(HeldLease::toString).collect(Collectors.joining(" and "));
        if (!users.isEmpty()) {
            return there.id() + " of " + users;
        }
        if (there.hasEnded()) {
            return there.id() + ", which is being stopped";
        }
        return there.id()
                + names.apply(there)
                        .map(name -> ", shared as " + name + ", which nobody uses at the moment")
                        .orElse("");
    }

    /**
     * Whether the session of a class around it, in the same JVM, has each of the places: it is given back after whoever asks is
     * done, and so never in time.
     */
    boolean areAllAround(PlaceRequest asking, Collection<PlaceRequest> places) {
        return places.stream().allMatch(place -> areAllAroundSome(users(place), List.of(asking)));
    }

    /** Whether classes around those that wait have all the places, so that none is given back, and one is around whoever asks. */
    boolean areInACircle(PlaceRequest asking, Collection<PlaceRequest> waiting, Collection<PlaceRequest> places) {
        return places.stream().flatMap(place -> users(place).stream()).anyMatch(lease -> isAround(asking, lease))
                && places.stream().allMatch(place -> areAllAroundSome(users(place), waiting));
    }

    private List<HeldLease> users(PlaceRequest place) {
        return place.session().map(leases).orElse(List.of());
    }

    private static boolean areAllAroundSome(List<HeldLease> users, Collection<PlaceRequest> waiting) {
        return !users.isEmpty()
                && users.stream().allMatch(lease -> waiting.stream().anyMatch(asking -> isAround(asking, lease)));
    }

    private static boolean isAround(PlaceRequest asking, HeldLease lease) {
        return lease.owner() == asking.owner()
                && asking.holder() != null
                && asking.holder().startsWith(lease.holder() + ".");
    }
}

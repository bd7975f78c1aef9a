package dev.browsersession.keeper.server.browserless;

import dev.browsersession.keeper.server.HttpCall;
import dev.browsersession.keeper.server.NoRoomException;
import dev.browsersession.keeper.server.Place;
import dev.browsersession.keeper.server.Reply;
import dev.browsersession.keeper.server.ServedSession;
import dev.browsersession.keeper.server.ServerJson;
import dev.browsersession.keeper.server.ServerParts;
import dev.browsersession.keeper.server.Upgrade;
import dev.browsersession.provider.ProviderFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ArrayNode;

/** The routes of browsers that live with their clients. */
final class OneOffs {

    private static final Set<String> LAUNCHING = Set.of("/", "/chromium", "/chrome");
    private static final String RECONNECT = "/reconnect/";
    private static final String KILL = "/kill/";
    private static final String JOIN = "/devtools/browser/";

    private final ServerParts parts;
    private final boolean reconnects;
    private final Map<String, OneOff> byId = new ConcurrentHashMap<>();
    /** Of browsers that are being launched, too. */
    private final Set<String> trackingIds = ConcurrentHashMap.newKeySet();

    OneOffs(ServerParts parts) {
        this.parts = parts;
        this.reconnects = parts.options().flag(Behaviour.WITH_RECONNECT, true);
    }

    boolean launches(HttpCall call) {
        return LAUNCHING.contains(call.path());
    }

    Optional<Upgrade> launch(HttpCall call) throws Refusal, NoRoomException, ProviderFailure {
        OneOffWanted wanted = OneOffWanted.of(call, parts.options());
        if (!wanted.trackingId().map(trackingIds::add).orElse(true)) {
            throw Refusal.badField("A browser with this trackingId is running.");
        }
        try {
            return launch(wanted).connect(call.authority());
        } catch (NoRoomException | ProviderFailure | RuntimeException e) {
            wanted.trackingId().ifPresent(trackingIds::remove);
            throw e;
        }
    }

    private OneOff launch(OneOffWanted wanted) throws NoRoomException, ProviderFailure {
        String name = wanted.trackingId().map(it -> "Browserless " + it).orElse("Browserless client");
        Place place = parts.sessions().place();
        ServedSession session = parts.sessions().create(place, wanted.browser(name));
        OneOff browser = new OneOff(parts.sessions(), session, place, wanted.trackingId(), reconnects);
        byId.put(session.id(), browser);
        session.ended().thenRun(() -> {
            byId.remove(session.id());
            wanted.trackingId().ifPresent(trackingIds::remove);
        });
        return browser;
    }

    /** A client comes back to the browser that it left; with the word that it has agreed on, or else with its token. */
    Optional<OneOff> leftBehind(HttpCall call) {
        Optional<String> id = call.after(RECONNECT);
        return !reconnects || id.isEmpty()
                ? Optional.empty()
                : byId.values().stream()
                        .filter(browser -> browser.reconnectId().equals(id.get()))
                        .findFirst();
    }

    static boolean reconnects(HttpCall call) {
        return call.path().startsWith(RECONNECT);
    }

    /** Somebody joins those who are connected. */
    Optional<Upgrade> join(HttpCall call) throws Refusal {
        Optional<String> id = call.after(JOIN);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        OneOff browser = Optional.ofNullable(byId.get(id.get())).orElseThrow(OneOffs::gone);
        return Optional.of(browser.connect(call.authority()).orElseThrow(OneOffs::gone));
    }

    static boolean joins(HttpCall call) {
        return call.path().startsWith(JOIN);
    }

    static boolean isListOrKill(HttpCall call) {
        return call.path().equals("/sessions") || call.path().startsWith(KILL);
    }

    static Refusal gone() {
        return new Refusal(404, "The browser wasn't found.");
    }

    Optional<Reply> answer(HttpCall call) throws Refusal {
        if (call.is("GET", "/sessions")) {
            return Optional.of(Reply.json(200, list(call)));
        }
        Optional<String> id = call.after(KILL);
        if (id.isEmpty() || !call.method().equals("GET")) {
            return Optional.empty();
        }
        OneOff browser = Optional.ofNullable(byId.get(id.get()))
                .or(() -> named(id.get()))
                .orElseThrow(OneOffs::gone);
        browser.session().stop("its client killed it");
        return Optional.of(Reply.empty(204));
    }

    private Optional<OneOff> named(String trackingId) {
        return byId.values().stream()
                .filter(browser -> browser.trackingId().equals(Optional.of(trackingId)))
                .findFirst();
    }

    private ArrayNode list(HttpCall call) {
        ArrayNode list = ServerJson.array();
        for (OneOff browser : List.copyOf(byId.values())) {
            ServedSession session = browser.session();
            list.addObject()
                    .put("type", "browser")
                    .put("id", session.id())
                    .put("browserId", session.id())
                    .put("trackingId", browser.trackingId().orElse(null))
                    .put("killURL", "http://" + call.authority() + KILL + session.id())
                    .put("browserWSEndpoint", "ws://" + call.authority() + JOIN + session.id())
                    .put("numbConnected", session.clients())
                    .put("startedOn", session.snapshot().createdEpochMillis());
        }
        return list;
    }
}

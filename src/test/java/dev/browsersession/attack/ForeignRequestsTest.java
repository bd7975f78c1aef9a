package dev.browsersession.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.Claim;
import dev.browsersession.protocol.MessageTypes;
import dev.browsersession.protocol.SharedName;
import dev.browsersession.protocol.Sharing;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Every request there is, made by an owner that has no right to it, or made wrongly. */
@Timeout(120)
class ForeignRequestsTest {

    private static KeeperUnderAttack keeper;

    @BeforeAll
    static void startKeeper() throws Exception {
        keeper = KeeperUnderAttack.start();
    }

    @AfterAll
    static void endKeeper() throws Exception {
        keeper.close();
    }

    @Test
    void everyMessageOfTheProtocolIsTriedHere() {
        Set<String> tried = new HashSet<>(Requests.about("a", "b", "c").keySet());
        tried.addAll(Requests.ABOUT_NOBODYS);
        tried.addAll(Requests.OF_OPERATORS);
        tried.addAll(Requests.ANSWERS_AND_EVENTS);
        assertThat(tried).isEqualTo(MessageTypes.names());
    }

    @Test
    void nobodyCanAskAnythingOfAnothersLeaseOrView() throws Exception {
        try (RawOwner victim = RawOwner.greeted(keeper.socket());
                RawOwner other = RawOwner.greeted(keeper.socket())) {
            Victim session = Victim.of(victim, "own");
            areRefused(session, other);
            session.isUntouched();
            session.give();
        }
    }

    /** A view belongs to the lease that opened it, and a lease to its owner, whoever else has one on the same session. */
    @Test
    void norCanThoseWhoShareTheSession() throws Exception {
        try (RawOwner victim = RawOwner.greeted(keeper.socket());
                RawOwner other = RawOwner.greeted(keeper.socket())) {
            Victim session = Victim.of(victim, "together");
            Acquire joining = Victim.request("together", false);
            JsonNode joined = other.ask("Acquire", joining);
            assertThat(joined.path("body").path("session").path("id").asString())
                    .isEqualTo(session.id());
            areRefused(session, other);
            other.ask(
                    "Release", Map.of("lease", joined.path("body").path("lease").asString(), "clear", true));
            session.isUntouched();
            session.give();
        }
    }

    private static void areRefused(Victim session, RawOwner other) throws Exception {
        Map<String, String> answers = new TreeMap<>();
        for (var request :
                Requests.about(session.lease(), session.view(), session.claim()).entrySet()) {
            JsonNode answer = other.ask(request.getKey(), request.getValue());
            assertThat(RawOwner.kind(answer))
                    .as("answer to %s: %s", request, answer)
                    .isEqualTo("BAD_REQUEST");
            answers.put(request.getKey(), RawOwner.message(answer));
        }
        assertThat(answers.values()).allSatisfy(ForeignRequestsTest::isOneSentence);
        assertThat(answers.values().toString()).doesNotContain(session.lease(), session.view(), session.claim());
    }

    @Test
    void whatIsNotARequestIsRefused() throws Exception {
        try (RawOwner owner = RawOwner.greeted(keeper.socket())) {
            Set<String> names = new HashSet<>(Requests.ANSWERS_AND_EVENTS);
            names.addAll(Requests.OF_OPERATORS);
            names.add("Hello");
            for (String name : names) {
                JsonNode answer = owner.ask(name, Map.of("session", "x", "protocol", 1, "pid", 1));
                assertThat(RawOwner.kind(answer)).as(name).isEqualTo("BAD_REQUEST");
                isOneSentence(RawOwner.message(answer));
            }
            assertThat(RawOwner.message(owner.ask("Nothing", Map.of()))).isEqualTo("There is no request of that type.");
        }
    }

    /** Also a null in the place of each of them, and of the body. */
    @Test
    void whatIsMissingInARequestIsNamed() throws Exception {
        Map<String, Map<String, Object>> requests = new TreeMap<>(Requests.about("a", "b", "c"));
        requests.put("Describe", Map.of("provider", "local"));
        requests.put("Acquire", Map.of("spec", Map.of("provider", "local", "ttlMillis", 1000)));
        try (RawOwner owner = RawOwner.greeted(keeper.socket())) {
            for (var request : requests.entrySet()) {
                refused(owner.ask(request.getKey(), null), request.getKey(), "has no body");
                for (String name : request.getValue().keySet()) {
                    Object value = request.getValue().get(name);
                    boolean maybeNone = value instanceof Boolean || value instanceof Number;
                    if (maybeNone || name.equals("driver")) {
                        continue;
                    }
                    Map<String, Object> body = new TreeMap<>(request.getValue());
                    body.remove(name);
                    refused(owner.ask(request.getKey(), body), request.getKey(), "its " + name + " is missing");
                    body.put(name, null);
                    refused(owner.ask(request.getKey(), body), request.getKey(), "its " + name + " is missing");
                    body.put(name, Map.of("a", Map.of()));
                    refused(owner.ask(request.getKey(), body), request.getKey(), "");
                }
            }
            refused(owner.ask("Acquire", Map.of("spec", Map.of("ttlMillis", 1))), "Acquire", "its provider is missing");
            refused(owner.askLine("{\"id\":77,\"type\":\"Stop\"}", 77), "Stop", "has no body");
            assertThat(RawOwner.type(owner.ask("Describe", Map.of("provider", "local"))))
                    .as("the connection goes on")
                    .isEqualTo("ProviderDescription");
        }
    }

    private static void refused(JsonNode answer, String request, String reason) {
        assertThat(RawOwner.kind(answer))
                .as("answer to %s: %s", request, answer)
                .isEqualTo("BAD_REQUEST");
        assertThat(RawOwner.message(answer)).contains(request).contains(reason);
        isOneSentence(RawOwner.message(answer));
    }

    private static void isOneSentence(String message) {
        assertThat(message).matches("[A-Z][^\n]*\\.").doesNotContain("\n", "Exception", "dev.browsersession");
        assertThat(message.length()).isLessThan(200);
    }

    /** A session with a view that its owner goes on using. */
    record Victim(RawOwner owner, String id, String lease, String view, String claim) {

        static Victim of(RawOwner owner, String name) throws Exception {
            JsonNode claimed = owner.ask("Claim", new Claim(List.of(new SharedName(name, null)), "a victim", 0));
            JsonNode acquired = owner.ask("Acquire", request(name, true)).path("body");
            String lease = acquired.path("lease").asString();
            JsonNode opened = owner.ask("OpenView", Map.of("lease", lease, "freshContext", true));
            return new Victim(
                    owner,
                    acquired.path("session").path("id").asString(),
                    lease,
                    opened.path("body").path("view").asString(),
                    claimed.path("body").path("claim").asString());
        }

        static Acquire request(String name, boolean claimed) {
            Acquire own = KeeperUnderAttack.browser();
            Sharing sharing = new Sharing(new SharedName(name, null), claimed, 0, 0);
            return new Acquire(own.spec(), own.environment(), own.access(), 0, own.browser(), own.holder(), sharing);
        }

        void isUntouched() throws Exception {
            JsonNode snapshot = owner.ask("Inspect", Map.of("lease", lease));
            assertThat(RawOwner.type(snapshot)).isEqualTo("SessionSnapshot");
            assertThat(snapshot.path("body").has("end"))
                    .as("ended: %s", snapshot)
                    .isFalse();
            JsonNode captured = owner.ask("Capture", Map.of("view", view));
            assertThat(captured.path("body").path("pages").size())
                    .as("pages of the view: %s", captured)
                    .isEqualTo(1);
        }

        /** Only who has the claim can give it back. */
        void give() throws Exception {
            assertThat(RawOwner.type(owner.ask("Unclaim", Map.of("claim", claim))))
                    .isEqualTo("Done");
            // A shared session stays for as long as the run of its owner, which goes with its connection.
            assertThat(RawOwner.type(owner.ask("Release", Map.of("lease", lease))))
                    .isEqualTo("Kept");
        }
    }
}

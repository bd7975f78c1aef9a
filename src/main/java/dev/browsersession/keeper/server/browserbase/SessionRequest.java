package dev.browsersession.keeper.server.browserbase;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Which session is asked for.
 *
 * @param projectId whose it is said to be: any name is a project of this server
 * @param timeout its ttl
 * @param keepAlive whether it stays when its last client leaves
 * @param region where it is said to run
 * @param userMetadata what it is tagged with, if anything
 * @param settings of its browser
 */
record SessionRequest(
        String projectId,
        Duration timeout,
        boolean keepAlive,
        String region,
        Optional<JsonNode> userMetadata,
        BrowserSettings settings) {

    /** For who names none. */
    static final String DEFAULT_PROJECT = "11111111-1111-4111-8111-111111111111";

    private static final List<String> REGIONS = List.of("us-west-2", "us-east-1", "eu-central-1", "ap-southeast-1");
    private static final int METADATA_LIMIT = 512;

    /** @throws Refusal 400 where a field is of the wrong kind, 403 for what this server or the plan does not have */
    static SessionRequest read(JsonNode json, Terms terms) throws Refusal {
        RequestBody body = RequestBody.of(json, "body");
        String project = body.text("projectId").orElse(DEFAULT_PROJECT);
        long timeout = body.integer("timeout", Terms.SHORTEST_SECONDS, Terms.LONGEST_SECONDS)
                .orElse((int) terms.defaultTimeout().toSeconds());
        boolean keepAlive = body.flag("keepAlive").orElse(false);
        String region = body.oneOf("region", REGIONS).orElse(REGIONS.get(0));
        Optional<JsonNode> metadata = metadata(body);
        BrowserSettings settings = BrowserSettings.read(body);
        if (keepAlive && terms.plan() != Plan.PAID) {
            throw new Refusal(403, "Keep alive sessions are not supported on the FREE plan.");
        }
        return new SessionRequest(project, Duration.ofSeconds(timeout), keepAlive, region, metadata, settings);
    }

    private static Optional<JsonNode> metadata(RequestBody body) throws Refusal {
        Optional<RequestBody> metadata = body.object("userMetadata");
        if (metadata.isEmpty()) {
            return Optional.empty();
        }
        JsonNode node = metadata.get().node();
        body.require(!hasArray(node), "userMetadata", "not contain arrays");
        body.require(
                node.toString().length() < METADATA_LIMIT,
                "userMetadata",
                "be under " + METADATA_LIMIT + " characters as JSON");
        return Optional.of(node);
    }

    private static boolean hasArray(JsonNode node) {
        return node.isArray()
                || Stream.of(node).flatMap(it -> it.values().stream()).anyMatch(SessionRequest::hasArray);
    }
}

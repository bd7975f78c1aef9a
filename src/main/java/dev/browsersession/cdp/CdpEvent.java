package dev.browsersession.cdp;

import tools.jackson.databind.JsonNode;

/**
 * Something that the browser told without being asked.
 *
 * @param method its name, as in {@code Target.targetCreated}
 * @param sessionId the CDP session that it belongs to; null for the browser itself
 * @param params what it says
 */
public record CdpEvent(String method, String sessionId, JsonNode params) {}

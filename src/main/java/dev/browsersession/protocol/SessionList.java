package dev.browsersession.protocol;

import java.util.List;

/**
 * All sessions of a keeper.
 *
 * @param sessions those that are there, the ones that are being stopped included
 * @param beingCreated how many more are being created
 */
public record SessionList(List<ListedSession> sessions, int beingCreated) implements Message {}

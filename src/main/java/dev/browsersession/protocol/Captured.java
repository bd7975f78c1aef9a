package dev.browsersession.protocol;

import java.util.List;

/** What the open pages of a view show. */
public record Captured(List<CapturedPage> pages) implements Message {}

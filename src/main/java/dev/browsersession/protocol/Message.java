package dev.browsersession.protocol;

/**
 * One thing that an owner and the keeper say to each other: a record, sent as one JSON line.
 *
 * <p>A line is an {@code Envelope}: {@code {"id":7,"type":"Acquire","body":{…}}}. Every request is answered by one line with
 * its id; an event has the id 0.
 */
public interface Message {}

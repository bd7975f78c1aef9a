package dev.browsersession.protocol;

/**
 * The first line of somebody who looks after a keeper by hand: an operator. Answered by {@link KeeperState}. An operator may
 * list and stop sessions and nothing else, leases none, and does not keep an idle keeper from leaving.
 *
 * @param protocol {@link MessageTypes#PROTOCOL} of the operator
 * @param pid the operator's process id, for messages to people
 */
public record OperatorHello(int protocol, long pid) implements Message {}

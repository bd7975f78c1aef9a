package dev.browsersession.keeper.live;

import dev.browsersession.protocol.SessionEnd;

/** How a session ended, in a sentence. */
final class EndWords {

    private EndWords() {}

    static String of(SessionEnd end) {
        String how =
                switch (end.cause()) {
                    case TTL_REACHED -> "Its ttl was over";
                    case STOPPED -> "It was stopped";
                    case CRASHED -> "Its browser ended by itself";
                    case ENDED -> "Its provider has ended it";
                    case CONNECTION_LOST -> "The connection to it was lost";
                    case KEEPER_ENDED -> "Its keeper ended";
                };
        return how + (end.detail().isEmpty() ? "." : ": " + PageWords.of(end.detail(), 500) + ".");
    }
}

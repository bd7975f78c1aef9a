package dev.browsersession.keeper.command;

import dev.browsersession.protocol.KeeperState;
import dev.browsersession.protocol.ListSessions;
import dev.browsersession.protocol.SessionList;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All keepers of this user, asked once.
 *
 * @param answered those that did
 * @param others those that live and could not be asked, and why
 * @param silent the directories where nobody listens
 */
record Survey(List<Answered> answered, List<Unasked> others, List<KeeperDirectory> silent) {

    record Answered(KeeperDirectory directory, KeeperState state, SessionList list) {}

    /** @param why the end of a sentence */
    record Unasked(KeeperDirectory directory, String why) {
        String sentence() {
            return "Keeper " + directory.pid() + " (version " + directory.version() + ", log " + directory.log() + ") "
                    + why + ".";
        }
    }

    static Survey of(List<Path> states) throws IOException {
        Survey survey = new Survey(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Path state : states) {
            try (Stream<Path> children = Files.list(state)) {
                children.filter(KeeperDirectory::isOne)
                        .sorted()
                        .map(KeeperDirectory::new)
                        .forEach(survey::ask);
            }
        }
        return survey;
    }

    /** The pages on which the sessions of some keepers can be watched. */
    List<String> liveViews(Predicate<Answered> which) {
        return answered.stream()
                .filter(which)
                .map(keeper -> keeper.state().liveViewUrl())
                .filter(Objects::nonNull)
                .toList();
    }

    private void ask(KeeperDirectory directory) {
        try (OperatorConnection connection = OperatorConnection.open(directory.socket())) {
            SessionList list = connection.ask(new ListSessions(), SessionList.class, OperatorConnection.ANSWER_LIMIT);
            answered.add(new Answered(directory, connection.state(), list));
        } catch (RefusedException e) {
            others.add(new Unasked(
                    directory,
                    "speaks another version's language (" + e.getMessage() + "); ask it with its own version's jar"));
        } catch (SocketTimeoutException e) {
            others.add(new Unasked(
                    directory, "has not answered for " + OperatorConnection.ANSWER_LIMIT.toSeconds() + " s"));
        } catch (IOException e) {
            silent.add(directory);
        }
    }
}

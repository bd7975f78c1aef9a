package dev.browsersession.keeper;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The commands of a route that are not simply passed on to its driver. */
interface OwnCommands {

    /** All are passed on. */
    OwnCommands NONE = request -> Optional.empty();

    /** One command. */
    interface OwnCommand {

        /** Does not block. */
        CompletionStage<WebDriverAnswer> run(byte[] body);
    }

    /** What is done about a request; empty where its driver does it. */
    Optional<OwnCommand> of(FrontRequest request);
}

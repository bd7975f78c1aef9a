package dev.browsersession.provider;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** A process that ends with the keeper. */
public interface HostedProcess {

    long pid();

    boolean isAlive();

    /** Completed with the exit code when the process has ended. */
    CompletionStage<Integer> exited();

    /** The first line of its output (standard output and error together) that fits; exceptionally when it ends before. */
    CompletionStage<String> firstLine(Predicate<String> fits);

    /** The last lines of its output, for messages to people. */
    List<String> lastOutput();
}

package dev.browsersession.keeper;

import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A question to a provider, in a thread of its own, so that whoever asked need not wait for an answer that never comes. */
final class BoundedCall<T> {

    interface Question<T> {
        T ask() throws ProviderFailure;
    }

    private final String what;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final Future<?> work;

    private BoundedCall(ExecutorService workers, String what, Question<T> question) {
        this.what = what;
        this.work = workers.submit(() -> {
            try {
                answer.complete(question.ask());
            } catch (ProviderFailure | RuntimeException | Error e) {
                // Errors too: a provider from outside may not link, and whoever asked must hear of it.
                answer.completeExceptionally(e);
            }
        });
    }

    /** @param what who is asked for what, as the beginning of a sentence: {@code "Provider x"} */
    static <T> BoundedCall<T> start(ExecutorService workers, String what, Question<T> question) {
        return new BoundedCall<>(workers, what, question);
    }

    /**
     * Waits for the answer. A call that takes longer is interrupted.
     *
     * @throws TimeoutException with a sentence
     */
    T await(Duration limit) throws ProviderFailure, TimeoutException {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            work.cancel(true);
            TimeoutException late = new TimeoutException(what + " has not answered within " + limit.toMillis() + " ms");
            late.initCause(e);
            throw late;
        } catch (InterruptedException e) {
            work.cancel(true);
            Thread.currentThread().interrupt();
            throw new ProviderFailure(Failure.Kind.PROVIDER, what + " was asked by somebody who did not wait.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProviderFailure failure) {
                throw failure;
            }
            throw new ProviderFailure(Failure.Kind.INTERNAL, what + " has a defect: " + e.getCause(), e.getCause());
        }
    }

    /** What is to be done with an answer that comes when nobody waits any more. */
    void ifItAnswersLate(Consumer<T> then) {
        answer.thenAccept(then);
    }
}

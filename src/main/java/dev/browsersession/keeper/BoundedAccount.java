package dev.browsersession.keeper;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.FoundSession;
import dev.browsersession.provider.ProviderFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;

/** An account whose calls end in time. */
record BoundedAccount(String provider, Account account, ExecutorService workers, CallLimits limits) implements Account {

    @Override
    public Secret identity() {
        return account.identity();
    }

    @Override
    public Optional<Map<String, String>> openedBy() {
        return account.openedBy();
    }

    @Override
    public Optional<List<FoundSession>> find(String tag) throws ProviderFailure {
        return within(limits.other(), "which sessions of tag " + tag + " run", () -> account.find(tag));
    }

    @Override
    public OptionalInt concurrency() throws ProviderFailure {
        return within(limits.other(), "how many sessions it allows", account::concurrency);
    }

    @Override
    public void stop(String id) throws ProviderFailure {
        within(limits.stop(), "to stop session " + id, () -> {
            account.stop(id);
            return id;
        });
    }

    private <T> T within(Duration limit, String what, BoundedCall.Question<T> question) throws ProviderFailure {
        try {
            return BoundedCall.start(workers, "Provider " + provider + ", asked " + what + ",", question)
                    .await(limit);
        } catch (TimeoutException e) {
            throw new ProviderFailure(Failure.Kind.PROVIDER, e.getMessage(), e);
        }
    }
}

package dev.browsersession.provider.http;

import dev.browsersession.network.RefusedByProxy;
import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.OutcomeUnknown;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.Response;

/**
 * Finds the sentence for a request that was not answered by whom it was meant for.
 *
 * @param source where the URL is from, for the user
 */
record Unanswered(ProviderRequest request, String who, String source, Redaction redaction) {

    /** A redirect tells that nothing was done; the credentials are not carried to where it leads. */
    ProviderFailure redirected(Response response) {
        HttpUrl target = response.request().url().resolve(response.header("location", ""));
        String where = target == null
                ? "elsewhere"
                : "to "
                        + redaction.of(target.newBuilder()
                                .username("")
                                .password("")
                                .query(null)
                                .fragment(null)
                                .build()
                                .toString());
        return new ProviderFailure(
                Failure.Kind.PROVIDER,
                who + ", asked " + request.asked() + ", answered with status " + response.code() + " and pointed "
                        + where
                        + ", which is not followed, since the credentials would go there too. If that is the right address,"
                        + " set it as the provider's URL.");
    }

    /** @param sent whether the service may have acted on it */
    ProviderFailure because(IOException failure, boolean sent) {
        String sentence = who + ", asked " + request.asked() + ", " + what(failure, sent);
        if (failure instanceof RefusedByProxy) {
            return new ProviderFailure(Failure.Kind.CONFIGURATION, sentence, failure);
        }
        if (sent && request.creates()) {
            return new OutcomeUnknown(sentence, failure);
        }
        return new ProviderFailure(Failure.Kind.PROVIDER, sentence, failure);
    }

    private String what(IOException failure, boolean sent) {
        if (failure instanceof InterruptedIOException) {
            return Thread.currentThread().isInterrupted()
                    ? "has not answered when nobody waited any longer."
                    : "has not answered within " + request.limit().toMillis() + " ms.";
        }
        if (failure instanceof UnknownHostException) {
            return "cannot be reached: its host is not known here." + advice();
        }
        if (failure instanceof ConnectException) {
            return "cannot be reached: " + said(failure) + "." + advice();
        }
        if (failure instanceof RefusedByProxy) {
            return "cannot be reached: " + said(failure) + ".";
        }
        if (failure instanceof SSLException) {
            return "cannot be reached: TLS failed (" + said(failure)
                    + "). A certificate authority of your own belongs into the trust store that javax.net.ssl.trustStore names.";
        }
        return (sent ? "did not answer whole: " : "cannot be reached: ") + said(failure) + ".";
    }

    /** For who meets it first. */
    private String advice() {
        return request.creates() ? " Check the network and, where it is set, " + source + "." : "";
    }

    private String said(IOException failure) {
        return redaction.of(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }
}

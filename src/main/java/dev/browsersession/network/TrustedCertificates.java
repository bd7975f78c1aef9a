package dev.browsersession.network;

import dev.browsersession.protocol.Network.TrustStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Reads a trust store. */
final class TrustedCertificates {

    private TrustedCertificates() {}

    static X509TrustManager of(TrustStore store) throws UnusableTrustStore {
        try {
            X509TrustManager trusted = trusting(read(store));
            if (trusted.getAcceptedIssuers().length == 0) {
                throw unusable(
                        store,
                        "no certificate can be read in it"
                                + (store.password() == null
                                        ? "; if it has a password, javax.net.ssl.trustStorePassword must be set to it"
                                        : ""),
                        null);
            }
            return trusted;
        } catch (NoSuchFileException e) {
            throw unusable(store, "there is no such file", e);
        } catch (IOException e) {
            boolean password = e.getCause() instanceof UnrecoverableKeyException;
            throw unusable(
                    store,
                    password
                            ? "the password in javax.net.ssl.trustStorePassword is not the right one"
                            : "it cannot be read (" + e.getMessage() + ")",
                    e);
        } catch (GeneralSecurityException e) {
            throw unusable(store, "this JVM cannot make use of it (" + e.getMessage() + ")", e);
        }
    }

    private static KeyStore read(TrustStore store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.type() == null ? KeyStore.getDefaultType() : store.type());
        char[] password =
                store.password() == null ? null : store.password().value().toCharArray();
        if (store.path() == null) {
            keys.load(null, password);
            return keys;
        }
        try (InputStream content = Files.newInputStream(Path.of(store.path()))) {
            keys.load(content, password);
        }
        return keys;
    }

    private static X509TrustManager trusting(KeyStore keys) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(keys);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager trusted) {
                return trusted;
            }
        }
        throw new GeneralSecurityException(factory.getAlgorithm() + " has no X.509 trust manager");
    }

    private static UnusableTrustStore unusable(TrustStore store, String why, Throwable cause) {
        return new UnusableTrustStore(
                "The trust store " + store.name() + " of the test JVM cannot be used: " + why + ".", cause);
    }
}

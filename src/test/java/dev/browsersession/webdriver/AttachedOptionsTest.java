package dev.browsersession.webdriver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * What is sent with each attach has an effect there: ChromeDriver ignores some options of a browser that already runs.
 */
class AttachedOptionsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path directory;

    static RunningChrome running;
    static HttpsServer selfSigned;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException, InterruptedException {
        running = new RunningChrome(directory);
        selfSigned = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        selfSigned.setHttpsConfigurator(new HttpsConfigurator(selfSignedContext()));
        selfSigned.createContext("/", exchange -> {
            byte[] page = "<title>insecure</title>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        selfSigned.start();
    }

    @AfterAll
    static void stop() {
        selfSigned.stop(0);
        running.close();
    }

    @Test
    void insecureCertificatesAreAcceptedWhereAsked() throws IOException {
        String url = "https://127.0.0.1:" + selfSigned.getAddress().getPort() + "/";
        AttachedChromeDriver strict = attach(new ChromeOptions());
        strict.get(url);
        assertThat(strict.getTitle()).isNotEqualTo("insecure");
        strict.quit();

        ChromeOptions options = new ChromeOptions();
        options.setAcceptInsecureCerts(true);
        AttachedChromeDriver lenient = attach(options);
        lenient.get(url);

        assertThat(lenient.getTitle()).isEqualTo("insecure");
        lenient.quit();
    }

    @Test
    void performanceLogsAreWritten() throws IOException {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.setExperimentalOption("perfLoggingPrefs", Map.of("enableNetwork", true));
        AttachedChromeDriver driver = attach(options);
        driver.get(running.page("/performance"));
        driver.executeScript("console.log('heard')");

        assertThat(driver.manage().logs().get(LogType.PERFORMANCE).getAll())
                .anySatisfy(entry -> assertThat(entry.getMessage()).contains("Network.requestWillBeSent"));
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .anySatisfy(entry -> assertThat(entry.getMessage()).contains("heard"));
        driver.quit();
    }

    @Test
    void theOtherOptionsOfAConnectionAreAccepted() throws IOException {
        ChromeOptions options = new ChromeOptions();
        options.setStrictFileInteractability(true);
        options.setCapability("vendor:key", "x");
        options.setExperimentalOption("windowTypes", List.of("webview"));
        options.setExperimentalOption("enableExtensionTargets", true);
        options.setExperimentalOption("w3c", true);
        AttachedChromeDriver driver = attach(options);

        assertThat(driver.getCapabilities().getCapability("strictFileInteractability"))
                .isEqualTo(true);
        driver.quit();
    }

    private static AttachedChromeDriver attach(ChromeOptions options) throws IOException {
        return AttachedChromeDriver.attach(running.view(), running.driverFile(), ChromeOptionsParts.of(options));
    }

    private static SSLContext selfSignedContext() throws IOException, GeneralSecurityException, InterruptedException {
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "site",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=nobody",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).as("exit code of keytool").isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}

package dev.browsersession;

import java.time.Duration;
import java.util.List;

/**
 * What a test has downloaded: what began in its own browser context, while it ran.
 *
 * <pre>{@code
 * driver.findElement(By.linkText("Invoice")).click();
 * Download invoice = session.downloads().await("invoice.pdf", Duration.ofSeconds(10));
 * invoice.copyTo(Path.of("target/invoice.pdf"));
 * }</pre>
 *
 * <p>Other tests on the same session have their own. The files are deleted with the test's browser context; what was copied out
 * stays.
 */
public interface Downloads {

    /**
     * All that have begun, in that order, finished or not.
     *
     * @throws ProviderException where the provider does not hand over what its browsers download
     */
    List<Download> all();

    /**
     * Waits for a download to be all there. Of several with that name, the last that has begun.
     *
     * @param name the name that the browser saves it under, as in {@code report.pdf}
     * @param limit how long to wait for its begin and its end together
     * @throws BrowserSessionException if it is not there by then, or was given up; the message lists what there is
     * @throws ProviderException where the provider does not hand over what its browsers download
     */
    Download await(String name, Duration limit);
}

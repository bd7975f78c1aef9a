package dev.browsersession.cdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** What {@link WebDriverFlow} does, as a Playwright test does it. */
final class PlaywrightFlow {

    private PlaywrightFlow() {}

    static void run(Browser browser, TestSite site) {
        Page page = browser.newPage();
        logIn(page, site);
        list(page);
        item(page);
        page.context().close();
    }

    private static void logIn(Page page, TestSite site) {
        page.navigate(site.url("localhost", "/login"));
        assertThat(page.title()).isEqualTo("Log in");
        page.locator("#user").pressSequentially("somebody");
        page.locator("#password").pressSequentially("secret");
        page.locator("#submit").click();
        assertThat(page.locator("#welcome").innerText()).isEqualTo("Welcome");
    }

    private static void list(Page page) {
        Locator items = page.locator("li");
        for (int i = 0; i < 3; i++) {
            assertThat(items.nth(i).innerText()).isNotEmpty();
        }
        page.locator("#filter").clear();
        page.locator("#filter").pressSequentially("three");
        page.locator("#item").click();
    }

    private static void item(Page page) {
        page.waitForURL("**/item");
        assertThat(page.title()).isEqualTo("Item");
        assertThat(page.locator("#price").innerText()).isEqualTo("12.50");
        page.locator("#quantity").clear();
        page.locator("#quantity").pressSequentially("2");
        page.locator("#add").click();
        assertThat(page.locator("#added").innerText()).isNotNull();
        page.locator("#added").waitFor();
        assertThat(page.locator("#added").innerText()).isEqualTo("In the basket");
        assertThat(page.locator("#quantity").inputValue()).isEqualTo("2");
        page.locator("#gift").click();
        assertThat(page.locator("#gift").isChecked()).isTrue();
        assertThat(page.screenshot()).isNotEmpty();
        assertThat(page.context().cookies()).isEmpty();
        page.goBack();
        assertThat(page.title()).isEqualTo("List");
        assertThat(page.locator("#welcome").isVisible()).isTrue();
    }
}

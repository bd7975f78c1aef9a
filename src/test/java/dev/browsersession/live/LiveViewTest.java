package dev.browsersession.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.lease.Lease;
import java.awt.Color;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** What people see of a session, and do to it, on its page. */
class LiveViewTest extends LiveViewTestCase {

    private static final long PID = ProcessHandle.current().pid();

    private Browser watched;

    @BeforeEach
    void openWatched() {
        watched = Browser.open(keeper, "CheckoutTest", false);
    }

    @AfterEach
    void closeWatched() {
        watched.close();
    }

    private static String page(String colour, String title) {
        return "<!doctype html><title>" + title + "</title><body style='background:" + colour + "'>";
    }

    @Test
    void showsScreenTitleAddressTtlAndHolder() {
        site.page("/blue", page("#2040a0", "Basket")).page("/red", page("#c03020", "Paid"));
        watched.driver().get(site.url("/blue"));

        watcher.open(watched.liveView()).awaitColour(new Color(0x2040a0));

        // The picture may be newer than what stands beside it.
        watcher.awaitText("title", "Basket");
        assertThat(watcher.text("url")).isEqualTo(site.url("/blue"));
        assertThat(watcher.text("holders")).isEqualTo("CheckoutTest (process " + PID + ")");
        assertThat(watcher.text("provider")).isEqualTo("local");
        assertThat(watcher.text("state")).startsWith("Live");
        assertThat(watcher.driver().getTitle())
                .isEqualTo("Session " + watched.lease().session().id());
        String ttl = watcher.text("ttl");
        assertThat(ttl).matches("9 min \\d+ s");

        watched.driver().get(site.url("/red"));
        watcher.awaitColour(new Color(0xc03020));
        watcher.awaitText("title", "Paid");
        watched.driver().executeScript("document.title = 'Paid twice'");
        watcher.awaitText("title", "Paid twice");
        await("the ttl counts down").atMost(NET).until(() -> watcher.text("ttl"), later -> !later.equals(ttl));
    }

    @Test
    void everyTabOfEveryContextCanBeChosen() {
        site.page("/first", page("#102010", "First")).page("/second", page("#f0e0d0", "Second"));
        watched.driver().get(site.url("/first"));
        String first = watched.driver().getWindowHandle();
        watched.driver().switchTo().newWindow(WindowType.WINDOW).get(site.url("/second"));
        watcher.open(watched.liveView()).awaitShown("pages");

        choose("First");
        watcher.awaitColour(new Color(0x102010));
        choose("Second");
        watcher.awaitColour(new Color(0xf0e0d0));

        watched.driver().switchTo().window(first);
        assertThat(watched.driver().executeScript("return document.visibilityState + document.title"))
                .as("the watched page")
                .isEqualTo("visibleFirst");
    }

    private static void choose(String title) {
        await().atMost(NET).ignoreExceptions().untilAsserted(() -> {
            WebElement button = watcher.driver().findElements(By.cssSelector("#pages button")).stream()
                    .filter(each -> each.getText().startsWith(title + "\n"))
                    .findFirst()
                    .orElseThrow();
            button.click();
        });
    }

    @Test
    void aPageThatDoesNotAnswerIsToldAndWhatItShowedLastStays() {
        site.page("/hangs", page("#404040", "Hangs"));
        watched.driver().get(site.url("/hangs"));
        watcher.open(watched.liveView()).awaitColour(new Color(0x404040));

        watched.driver().executeScript("setTimeout(() => alert('Anybody there?'))");

        watcher.awaitText("problem", "The page does not answer");
        assertThat(watcher.text("title")).isEqualTo("Hangs");
        assertThat(watcher.text("state")).startsWith("Live");
        assertThat(watcher.driver().findElement(By.id("screen")).getDomAttribute("class"))
                .isEqualTo("old");
        assertThat(watcher.colour()).as("what it showed last").isNotNull();
        watched.driver().switchTo().alert().accept();
        await("it answers again").atMost(NET).until(() -> !watcher.shows("problem"));
    }

    @Test
    void theStopButtonAsksOnceAndSaysWhatHappened() {
        watched.driver().get(site.url("/"));
        watcher.open(watched.liveView()).awaitShown("stop");

        watcher.click("stop");
        assertThat(watcher.text("question")).isEqualTo("Stop it? A test that runs on it will fail.");
        watcher.click("no");
        assertThat(watcher.shows("sure")).isFalse();
        assertThat(watched.lease().inspect().end()).isNull();

        watcher.click("stop");
        watcher.click("yes");
        watcher.awaitText("outcome", "The session is stopped, and its browser is seen to be gone.");
        watcher.awaitText("state", "It was stopped: somebody did so by hand, in the live view.");
        assertThat(watcher.text("state")).matches("Ended at \\S+.*, after (\\d+ min )?\\d+ s\\. .*");
        assertThat(watcher.shows("stop")).isFalse();
        assertThat(watched.lease().inspect().end().detail()).isEqualTo("somebody did so by hand, in the live view");
    }

    @Test
    void aSessionThatHasEndedSaysHow() {
        watched.driver().get(site.url("/"));
        watcher.open(watched.liveView()).awaitShown("screen");

        watched.lease().stop();

        watcher.awaitText("state", "It was stopped: its test did so.");
        watcher.open(watched.liveView()).awaitText("state", "It was stopped: its test did so.");
        assertThat(watcher.shows("stopping")).isFalse();
    }

    @Test
    void aKeptAliveSessionIsConnectedToForEachLookAndLetGoAgain() throws IOException {
        try (Browser kept = Browser.open(keeper, "KeptTest", true)) {
            site.page("/kept", page("#20a040", "Kept"));
            assertThat(kept.connections()).as("connections of a view").isPositive();
            kept.disconnect();
            await("nobody is connected").atMost(NET).until(() -> kept.connections() == 0);

            watcher.open(kept.liveView()).awaitText("url", "about:blank");
            await("it is let go while it is watched").atMost(NET).until(() -> kept.connections() == 0);
            String seen = watcher.text("state");
            await("it is looked at again").atMost(NET).until(() -> !watcher.text("state")
                    .equals(seen));

            kept.connect();
            kept.driver().get(site.url("/kept"));
            watcher.awaitColour(new Color(0x20a040));
            watcher.open("about:blank");
            assertThat(kept.driver().getTitle()).isEqualTo("Kept");
        }
    }

    @Test
    void whatIsHeldAfterItsTestIsSaidToBeHeldForIt() {
        Lease lease = Browser.acquire(keeper, "CheckoutTest", false);
        lease.open(true, null).hold(Duration.ofMinutes(5), "CheckoutTest.pays");
        lease.release(false);

        String live = lease.session().liveViewUrl();
        watcher.open(live).awaitText("holders", "CheckoutTest.pays until ");
        assertThat(watcher.text("holdersfact")).isEqualTo("Held for");
        assertThat(watcher.text("holders")).matches("CheckoutTest\\.pays until \\d\\d:\\d\\d:\\d\\d");
        watcher.open(list());
        await("what is held is on its card")
                .atMost(NET)
                .ignoreException(StaleElementReferenceException.class)
                .until(() -> cards().stream()
                        .anyMatch(card -> card.getText().contains("\nHeld for CheckoutTest.pays until ")));

        watcher.open(live).awaitShown("stop");
        watcher.click("stop");
        watcher.click("yes");
        watcher.awaitText("outcome", "The session is stopped");
    }

    @Test
    void theListShowsAllSessionsAndLeadsToTheirPages() {
        watched.driver().get(site.page("/list", page("#fff", "On the list")).url("/list"));
        watched.driver().switchTo().newWindow(WindowType.TAB).get(site.url("/"));

        watcher.open(list());
        await("both sessions are listed").atMost(NET).until(() -> cards().size(), count -> count == 2);

        assertThat(watcher.text("state")).isEqualTo("2 are open.");
        // It says what it knows by then, in the same place: who clicks while it changes is not to miss it.
        WebElement card = cards().get(1);
        await().atMost(NET).untilAsserted(() -> assertThat(card.getText())
                .matches("a page \\(and 1 more\\)\n" + site.url("/") + "\n"
                        + watched.lease().session().id()
                        + "\nlocal\nttl left 9 min \\d+ s\nHeld by CheckoutTest"
                        + " \\(process " + PID + "\\)"));
        String before = card.getText();
        await().atMost(NET).until(() -> !card.getText().equals(before));
        card.click();
        watcher.awaitText("title", "a page");
        assertThat(watcher.driver().getCurrentUrl()).isEqualTo(watched.liveView());
    }

    private static List<WebElement> cards() {
        return watcher.driver().findElements(By.cssSelector("#sessions a"));
    }
}

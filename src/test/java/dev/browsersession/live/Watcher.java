package dev.browsersession.live;

import static org.awaitility.Awaitility.await;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** A person who looks at a live view in a browser. */
record Watcher(WebDriver driver) {

    private static final Duration NET = Duration.ofSeconds(30);

    Watcher open(String url) {
        driver.get(url);
        return this;
    }

    String text(String id) {
        return driver.findElement(By.id(id)).getText();
    }

    boolean shows(String id) {
        return driver.findElement(By.id(id)).isDisplayed();
    }

    void click(String id) {
        driver.findElement(By.id(id)).click();
    }

    void awaitText(String id, String expected) {
        await(id + " says " + expected).atMost(NET).until(() -> text(id), found -> found.contains(expected));
    }

    void awaitShown(String id) {
        await(id + " is shown").atMost(NET).until(() -> shows(id));
    }

    /** The middle of the screen that is shown. */
    Color colour() {
        String source = driver.findElement(By.id("screen")).getAttribute("src");
        if (source == null || !source.startsWith("data:image/jpeg;base64,")) {
            return null;
        }
        byte[] jpeg = Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1));
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
            return new Color(image.getRGB(image.getWidth() / 2, image.getHeight() / 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitColour(Color expected) {
        await("the screen is " + expected).atMost(NET).until(this::colour, found -> isNear(found, expected));
    }

    /** JPEG is not exact. */
    private static boolean isNear(Color found, Color expected) {
        return found != null
                && Math.abs(found.getRed() - expected.getRed()) < 12
                && Math.abs(found.getGreen() - expected.getGreen()) < 12
                && Math.abs(found.getBlue() - expected.getBlue()) < 12;
    }
}

package dev.browsersession.protocol;

/**
 * A device that pages pretend to be.
 *
 * @param width CSS pixels; 0 for the window's own
 * @param height CSS pixels; 0 for the window's own
 * @param pixelRatio device pixels per CSS pixel; 0 for the machine's own
 * @param mobile whether pages are laid out as on a mobile device
 * @param touch whether touch events are emulated
 * @param userAgent the user agent; null for the browser's own
 */
public record DeviceEmulation(
        int width, int height, double pixelRatio, boolean mobile, boolean touch, String userAgent) {}

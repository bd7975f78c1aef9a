package dev.browsersession.protocol;

/**
 * Asks for a view of a leased session; answered by {@link ViewOpened}.
 *
 * @param lease the lease
 * @param freshContext true: a new browser context of its own; false: the browser's default context as it is
 * @param emulation the device that the view's pages pretend to be; null for none
 */
public record OpenView(String lease, boolean freshContext, DeviceEmulation emulation) implements Message {

    public OpenView {
        lease = Components.required(lease, "lease");
    }
}

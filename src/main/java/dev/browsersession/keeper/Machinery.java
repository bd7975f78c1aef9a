package dev.browsersession.keeper;

import dev.browsersession.keeper.live.LiveAddress;
import dev.browsersession.provider.ProcessHost;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What every session needs of the keeper.
 *
 * @param loops for sockets; nothing may block there
 * @param workers for what blocks
 * @param timer for what happens later; hands over to {@code workers}
 * @param processes starts programs that end with the keeper
 * @param drivers chromedrivers on demand
 * @param front where WebDriver requests arrive
 * @param time what ttls are counted in
 * @param live where people watch sessions
 */
record Machinery(
        EventLoopGroup loops,
        ExecutorService workers,
        ScheduledExecutorService timer,
        ProcessHost processes,
        ChromeDrivers drivers,
        WebDriverFront front,
        ElapsedTime time,
        LiveAddress live) {}

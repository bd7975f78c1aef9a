package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** The client's side of an {@link UpstreamWire}. All of it is called on the client's event loop. */
interface UpstreamReader {

    /** The buffer stays the caller's. */
    void fromBrowser(ByteBuf message);

    void writabilityChanged();

    /** There is nothing to come any more. */
    void lost(WebSocketCloseStatus status, String reason);
}

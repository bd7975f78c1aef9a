package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/**
 * One client's websocket and its way to the browser. Both belong to the client's event loop, so nothing here is shared.
 */
final class ViewPipe implements ViewWires {

    private final ViewPort view;
    private final Channel client;
    private final ClientSocket socket;
    private final ViewFilter filter;
    private final AskedAhead ahead;
    private UpstreamWire browser;

    ViewPipe(ViewPort view, Channel client) {
        this.view = view;
        this.client = client;
        this.socket = new ClientSocket(client);
        this.filter = new ViewFilter(view.scope(), this);
        // Who connects while a driver is attaching is a ChromeDriver, and it alone is known to ask as is guessed.
        this.ahead = view.upstream().isFar() && view.isAttachAllowed() ? new AskedAhead(new Asking()) : null;
    }

    /** Connects to the browser first: a client whose handshake succeeds has one. Releases the request. */
    void open(FullHttpRequest request) {
        view.upstream().open(client.eventLoop(), new FromBrowser()).whenComplete((wire, failure) -> {
            if (failure != null) {
                request.release();
                ViewRequests.answer(client, HttpResponseStatus.BAD_GATEWAY, CdpException.describe(failure));
            } else {
                browser = wire;
                shakeHands(request);
            }
        });
    }

    private void shakeHands(FullHttpRequest request) {
        view.piped(client, browser);
        client.closeFuture().addListener(closed -> clientGone());
        client.pipeline().remove(ViewRequests.class);
        socket.open(request, view.webSocketUrl().value(), new FromClient());
    }

    @Override
    public void toBrowser(ByteBuf message) {
        if (ahead == null) {
            browser.send(message);
        } else {
            ahead.fromClient(message);
        }
    }

    @Override
    public void toClient(ByteBuf message) {
        socket.send(message);
    }

    /** Each side is read only while the other takes what it is sent. */
    private void balance() {
        socket.read(browser.isWritable() && !filter.isHolding());
        browser.read(socket.isWritable());
    }

    private void clientGone() {
        filter.close();
        browser.close();
    }

    private final class FromClient implements ClientSocket.Reader {

        @Override
        public void opened() {
            balance();
        }

        @Override
        public void fromClient(ByteBuf message) {
            filter.fromClient(message);
            balance();
        }

        @Override
        public void writabilityChanged() {
            balance();
        }
    }

    /** Stands between the filter and the browser. */
    private final class Asking implements ViewWires {

        @Override
        public void toBrowser(ByteBuf message) {
            browser.send(message);
        }

        @Override
        public void toClient(ByteBuf message) {
            filter.fromBrowser(message);
            message.release();
        }
    }

    private final class FromBrowser implements UpstreamReader {

        @Override
        public void fromBrowser(ByteBuf message) {
            if (ahead == null) {
                filter.fromBrowser(message);
            } else {
                ahead.fromBrowser(message);
            }
            balance();
        }

        @Override
        public void writabilityChanged() {
            balance();
        }

        @Override
        public void lost(WebSocketCloseStatus status, String reason) {
            socket.close(status, reason);
        }
    }
}

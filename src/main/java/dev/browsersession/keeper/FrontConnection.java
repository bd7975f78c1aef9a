package dev.browsersession.keeper;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * A WebDriver client's connection. It has a connection to its driver to itself, kept between requests and served by the same
 * event loop, on which all of its state is used.
 */
final class FrontConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = System.getLogger(FrontConnection.class.getName());
    private static final long LARGEST_BODY = 256L << 20;
    private static final long LARGEST_REFUSED_BODY = 1L << 20;

    private static final WebDriverError TOO_LARGE = WebDriverError.refused(
            HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
            "A request may have a body of at most " + (LARGEST_BODY >> 20) + " MB.");

    private final WebDriverFront front;
    private Channel channel;
    private Exchange exchange;
    private WebDriverError refusal;
    private DriverConnection driver;
    private long bodyBytes;
    private boolean closing;

    FrontConnection(WebDriverFront front) {
        this.front = front;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpRequest request) {
                begin(request);
            }
            if (message instanceof HttpContent content) {
                content(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (driver != null) {
            driver.flush();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (driver != null) {
            driver.read(channel.isWritable());
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.clientGone();
        } else if (driver != null) {
            driver.close();
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.DEBUG, "A WebDriver client's connection broke.", cause);
        context.close();
    }

    private void begin(HttpRequest request) {
        if (closing) {
            return;
        }
        if (exchange != null || refusal != null) {
            // The next request before the last one's answer: no WebDriver client does that.
            channel.close();
            return;
        }
        bodyBytes = 0;
        Optional<WebDriverError> refused = FrontRequest.refusal(request, front.port());
        if (refused.isPresent()) {
            close(refused.get());
            return;
        }
        FrontRequest wanted = FrontRequest.of(request);
        Optional<FrontRoute> route = front.route(wanted.secret());
        refusal = route.isPresent()
                ? wanted.refusal(route.get()).orElse(null)
                : WebDriverError.noSession("There is no view behind this address, or it has been closed.");
        HeadTimeLimit limit = channel.pipeline().get(HeadTimeLimit.class);
        limit.headRead(route.isPresent());
        if (limit.isKnown()) {
            front.newcomers().known(channel);
        }
        long announced = HttpUtil.getContentLength(request, 0L);
        if (refusal != null && (announced > LARGEST_REFUSED_BODY || !HttpUtil.isKeepAlive(request))) {
            close(refusal);
        } else if (announced > LARGEST_BODY) {
            close(TOO_LARGE);
        } else if (refusal == null) {
            start(route.orElseThrow(), wanted, request);
        }
    }

    private void start(FrontRoute route, FrontRequest wanted, HttpRequest request) {
        exchange = new Exchange(this, route, wanted, HttpUtil.isKeepAlive(request));
        if (HttpUtil.is100ContinueExpected(request)) {
            channel.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        route.begin(exchange);
        Optional<OwnCommands.OwnCommand> own = route.own(wanted);
        if (own.isPresent()) {
            exchange.answerBy(own.get());
            return;
        }
        HttpRequest forDriver = ProxiedHeaders.request(request, route.driver(), wanted.pathAndQuery());
        if (driver != null && driver.serves(route.driver())) {
            driver.begin(exchange, forDriver);
            return;
        }
        if (driver != null) {
            driver.close();
            driver = null;
        }
        read(false);
        Exchange waiting = exchange;
        DriverConnection.connect(channel.eventLoop(), route.driver(), (connection, failure) -> {
            connected(waiting, connection, failure, forDriver);
        });
    }

    private void connected(Exchange waiting, DriverConnection connection, Throwable failure, HttpRequest forDriver) {
        if (failure != null) {
            waiting.driverLost("cannot be reached: " + failure.getMessage());
        } else if (waiting.isDone() || !channel.isActive()) {
            connection.close();
        } else {
            driver = connection;
            connection.begin(waiting, forDriver);
        }
        read(true);
    }

    private void content(HttpContent content) {
        bodyBytes += content.content().readableBytes();
        boolean last = content instanceof LastHttpContent;
        if (last) {
            channel.pipeline().get(HeadTimeLimit.class).requestDone();
        }
        if (closing) {
            return;
        }
        if (refusal != null) {
            refuse(last);
        } else if (exchange != null && bodyBytes > LARGEST_BODY) {
            exchange.fail(TOO_LARGE);
        } else if (exchange != null) {
            exchange.requestContent(content.retain(), last);
        }
    }

    private void refuse(boolean last) {
        if (last) {
            // Who has not named a view has no business here, and the next request's head would have no limit.
            boolean stays = channel.pipeline().get(HeadTimeLimit.class).isKnown();
            closing = !stays;
            answer(refusal.response(stays));
            refusal = null;
        } else if (bodyBytes > LARGEST_REFUSED_BODY) {
            close(refusal);
        }
    }

    /** Answers without waiting for the rest of the request. */
    private void close(WebDriverError error) {
        closing = true;
        answer(error.response(false));
    }

    /** Takes over the message. */
    void write(HttpObject message) {
        channel.write(message);
    }

    void flush() {
        channel.flush();
    }

    boolean wantsMore() {
        return channel.isWritable() || !channel.isActive();
    }

    /** Whether the client's next bytes are wanted. */
    void read(boolean wanted) {
        channel.config().setAutoRead(wanted);
    }

    /** Answers in the place of the driver. */
    void answer(FullHttpResponse response) {
        boolean keepAlive = HttpUtil.isKeepAlive(response);
        channel.writeAndFlush(response).addListener(keepAlive ? future -> {} : ChannelFutureListener.CLOSE);
    }

    /** The exchange is over; the next request may come, if the connection is still good. */
    void done(boolean reusable, boolean driverReusable) {
        exchange = null;
        if (driver != null && (!driverReusable || !channel.isActive())) {
            driver.close();
            driver = null;
        }
        if (!reusable) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        } else {
            read(true);
        }
    }

    void execute(Runnable work) {
        channel.eventLoop().execute(work);
    }
}

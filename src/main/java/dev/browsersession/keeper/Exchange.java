package dev.browsersession.keeper;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * One WebDriver request and its answer, passed on as they come. Used on the event loop of its client's connection, except for
 * what says otherwise.
 */
final class Exchange {

    private static final Logger LOG = System.getLogger(Exchange.class.getName());
    /** An answer to a new session is a few kilobytes. */
    private static final int LARGEST_NEW_SESSION = 4 << 20;

    private final FrontConnection client;
    private final FrontRoute route;
    private final FrontRequest request;
    private final boolean keepAlive;
    private final ByteArrayOutputStream newSession = new ByteArrayOutputStream(0);
    private final long since = System.nanoTime();
    private DriverConnection connection;
    private HttpResponseStatus status;
    private boolean requestComplete;
    private boolean done;
    private OwnCommands.OwnCommand own;
    private ByteArrayOutputStream ownBody;

    Exchange(FrontConnection client, FrontRoute route, FrontRequest request, boolean keepAlive) {
        this.client = client;
        this.route = route;
        this.request = request;
        this.keepAlive = keepAlive;
    }

    /** From any thread. */
    boolean opensSession() {
        return request.opensSession();
    }

    /** From any thread: gives up, because there is nothing behind the route any more. */
    void abort(String reason) {
        client.execute(
                () -> fail(opensSession() ? WebDriverError.notCreated(reason) : WebDriverError.noSession(reason)));
    }

    /** From any thread. */
    long waitingMillis() {
        return (System.nanoTime() - since) / 1_000_000;
    }

    /** The driver cannot be talked to, or went away before it had answered. */
    void driverLost(String words) {
        route.whyDriverIsGone(words).thenAccept(why -> client.execute(() -> fail(WebDriverError.unknown(why))));
    }

    DriverAddress driver() {
        return route.driver();
    }

    boolean isDone() {
        return done;
    }

    /** It is not for the driver. */
    void answerBy(OwnCommands.OwnCommand command) {
        own = command;
        ownBody = new ByteArrayOutputStream();
    }

    private void collect(HttpContent content, boolean last) {
        copy(content, ownBody);
        ReferenceCountUtil.release(content);
        if (last && !done) {
            own.run(ownBody.toByteArray())
                    .whenComplete((answer, failure) -> client.execute(() -> {
                        if (failure != null) {
                            fail(WebDriverError.unknown(String.valueOf(failure.getMessage())));
                        } else {
                            answered(answer);
                        }
                    }));
        }
    }

    private void answered(WebDriverAnswer answer) {
        if (done) {
            return;
        }
        status = answer.status();
        newSession.writeBytes(answer.body().getBytes(StandardCharsets.UTF_8));
        track();
        done = true;
        client.answer(answer.response(keepAlive));
        route.done(this);
        client.done(keepAlive, true);
    }

    void connected(DriverConnection driver) {
        connection = driver;
    }

    /** Takes over the content. */
    void requestContent(HttpContent content, boolean last) {
        requestComplete = last;
        if (own != null) {
            collect(content, last);
        } else if (done || connection == null) {
            ReferenceCountUtil.release(content);
        } else if (!connection.write(content, last)) {
            client.read(false);
        }
    }

    void driverTakesMore() {
        client.read(true);
    }

    void responseHead(HttpResponse response) {
        status = response.status();
        client.write(ProxiedHeaders.response(response, keepAlive && requestComplete));
    }

    /** Takes over the content; false when the client cannot take more at the moment. */
    boolean responseContent(HttpContent content) {
        remember(content);
        client.write(content);
        return client.wantsMore();
    }

    void responseEnd(HttpContent content, boolean driverReusable) {
        remember(content);
        track();
        done = true;
        client.write(content);
        client.flush();
        route.done(this);
        client.done(keepAlive && requestComplete, driverReusable && requestComplete);
    }

    void flush() {
        client.flush();
    }

    /** Answers in the place of the driver, which is not waited for any longer. */
    void fail(WebDriverError error) {
        if (done) {
            return;
        }
        done = true;
        boolean reusable = keepAlive && requestComplete && status == null;
        if (status == null) {
            client.answer(error.response(reusable));
        }
        route.done(this);
        client.done(reusable, false);
    }

    /** A session that is being made is still waited for, since it has to be ended later. */
    void clientGone() {
        if (opensSession() && requestComplete && connection != null) {
            connection.read(true);
            return;
        }
        fail(WebDriverError.unknown("The client has gone."));
    }

    private void remember(HttpContent content) {
        if (!opensSession() || newSession.size() > LARGEST_NEW_SESSION) {
            return;
        }
        copy(content, newSession);
    }

    private static void copy(HttpContent content, ByteArrayOutputStream to) {
        byte[] bytes = new byte[content.content().readableBytes()];
        content.content().getBytes(content.content().readerIndex(), bytes);
        to.writeBytes(bytes);
    }

    /** Before the client knows of a new session, the route does. */
    private void track() {
        if (opensSession() && status.equals(HttpResponseStatus.OK)) {
            try {
                JsonNode answer = KeeperJson.read(newSession.toString(StandardCharsets.UTF_8), JsonNode.class);
                String id = answer.path("value")
                        .path("sessionId")
                        .asString(answer.path("sessionId").asString(""));
                if (!id.isEmpty()) {
                    route.opened(id);
                }
            } catch (IllegalArgumentException e) {
                LOG.log(
                        Level.WARNING,
                        "The driver at {0} answered a new session with something else: {1}",
                        driver(),
                        e.getMessage());
            }
        } else if (request.endsSession()
                && (status.equals(HttpResponseStatus.OK) || status.equals(HttpResponseStatus.NOT_FOUND))) {
            request.session().ifPresent(route::ended);
        }
    }
}

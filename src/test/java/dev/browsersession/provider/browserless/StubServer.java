package dev.browsersession.provider.browserless;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Answers each route with what was put there, one after the other, the last one again and again; any other with 404. */
final class StubServer extends Dispatcher implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private final Map<String, Deque<MockResponse>> routes = new ConcurrentHashMap<>();
    private final List<RecordedRequest> requests = new ArrayList<>();

    static StubServer start() throws IOException {
        return start(InetAddress.getLoopbackAddress());
    }

    static StubServer start(InetAddress address) throws IOException {
        StubServer stub = new StubServer();
        stub.server.setDispatcher(stub);
        stub.server.start(address, 0);
        return stub;
    }

    /** @param route method and path, as in {@code POST /session} */
    StubServer on(String route, MockResponse... answers) {
        routes.put(route, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    StubServer on(String route, int status, String body) {
        return on(route, answer(status, body).build());
    }

    static MockResponse.Builder answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        synchronized (requests) {
            requests.add(request);
        }
        Deque<MockResponse> answers = routes.get(route(request));
        if (answers == null) {
            return answer(404, "Not Found: Please verify the endpoint").build();
        }
        synchronized (answers) {
            return answers.size() > 1 ? answers.remove() : answers.peek();
        }
    }

    private static String route(RecordedRequest request) {
        return request.getMethod() + " " + request.getUrl().encodedPath();
    }

    /** Methods and paths, in their order. */
    List<String> asked() {
        synchronized (requests) {
            return requests.stream().map(StubServer::route).toList();
        }
    }

    RecordedRequest request(String route) {
        synchronized (requests) {
            return requests.stream()
                    .filter(it -> route(it).equals(route))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(route + " was not asked, but " + asked()));
        }
    }

    String url() {
        return server.url("/").toString().replaceFirst("/$", "");
    }

    String host() {
        return url().replaceFirst("http://", "");
    }

    @Override
    public void close() {
        server.close();
    }
}

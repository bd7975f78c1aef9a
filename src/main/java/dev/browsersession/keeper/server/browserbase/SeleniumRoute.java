package dev.browsersession.keeper.server.browserbase;

import dev.browsersession.keeper.server.BodyLimit;
import dev.browsersession.keeper.server.HttpCall;
import dev.browsersession.keeper.server.Key;
import dev.browsersession.keeper.server.Reply;
import dev.browsersession.keeper.server.ServerJson;
import dev.browsersession.protocol.ViewOpened;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The one Selenium URL. Headers say which session is meant; a ChromeDriver beside its browser does the rest. */
final class SeleniumRoute {

    static final String PATH = "/webdriver";

    private static final System.Logger LOG = System.getLogger(SeleniumRoute.class.getName());
    private static final int GONE = 410;
    private static final Reply TOO_LARGE = WebDriverFault.of(
            413,
            "unknown error",
            "A WebDriver command may have a body of at most " + (BodyLimit.LARGEST >> 20)
                    + " MB. Files are uploaded with POST /v1/sessions/{id}/uploads.");

    private final SessionBook book;
    private final RunningSessions running;
    private final Key key;
    private final Supplier<Path> chromedriver;
    /** By the id of the WebDriver session. */
    private final Map<String, OpenDriver> drivers = new ConcurrentHashMap<>();

    SeleniumRoute(SessionBook book, RunningSessions running, Key key, Supplier<Path> chromedriver) {
        this.book = book;
        this.running = running;
        this.key = key;
        this.chromedriver = chromedriver;
    }

    boolean isFor(HttpCall call) {
        return call.path().equals(PATH) || call.path().startsWith(PATH + "/");
    }

    /** Commands bring files and scripts; of who may send them. Does not block. */
    BodyLimit bodyLimit(HttpCall call) {
        try {
            session(call);
            return new BodyLimit(BodyLimit.LARGEST, TOO_LARGE);
        } catch (Refusal refusal) {
            return BodyLimit.usual(refused(path(call), refusal));
        }
    }

    private static List<String> path(HttpCall call) {
        return Arrays.stream(call.path().substring(PATH.length()).split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    Reply answer(HttpCall call) {
        List<String> path = path(call);
        try {
            RunningSession session = session(call);
            if (path.equals(List.of("status"))) {
                return Reply.json(200, Map.of("value", Map.of("ready", true, "message", "")));
            }
            if (path.isEmpty() || !path.get(0).equals("session")) {
                return WebDriverFault.of(404, "unknown command", "There is nothing here on this path.");
            }
            return path.size() == 1 ? open(call, session) : command(call, session, path);
        } catch (Refusal refusal) {
            return refused(path, refusal);
        } catch (IOException e) {
            return WebDriverFault.of(500, "unknown error", "The driver cannot be reached: " + e.getMessage());
        }
    }

    /** A client whose session has ended meanwhile did not ask for a new one. */
    private static Reply refused(List<String> path, Refusal refusal) {
        return path.size() > 1 && refusal.status() == GONE
                ? WebDriverFault.of(404, "invalid session id", refusal.getMessage())
                : WebDriverFault.of(refusal.status(), "session not created", refusal.getMessage());
    }

    /** By its signing key, or by the API key and its id. */
    private RunningSession session(HttpCall call) throws Refusal {
        Optional<String> signature = call.header("x-bb-signing-key");
        BookedSession booked;
        if (signature.isPresent()) {
            booked = book.signedWith(signature.get())
                    .orElseThrow(() -> new Refusal(401, "The signing key fits no session."));
        } else if (call.header("x-bb-api-key").isPresent() && key.opens(call.header("x-bb-api-key"))) {
            booked = book.find(call.header("session-id")
                    .orElseThrow(() -> Refusal.badRequest("The header session-id is missing.")));
        } else {
            throw new Refusal(401, "Unauthorized");
        }
        return running.find(booked).orElseThrow(() -> new Refusal(GONE, "Session " + booked.id() + " is not running."));
    }

    private Reply open(HttpCall call, RunningSession session) throws Refusal, IOException {
        if (!call.method().equals("POST")) {
            return WebDriverFault.of(405, "unknown method", "A new session is asked for with POST.");
        }
        if (!session.booked().join()) {
            throw new Refusal(GONE, "Session " + session.booked().id() + " is not running.");
        }
        boolean opened = false;
        try {
            ViewOpened view = session.served().openDriver(chromedriver());
            try {
                OpenDriver driver = new OpenDriver(
                        session, view.view(), URI.create(view.webDriverUrl().value()));
                Reply reply = newSession(call, session, driver);
                if (reply.status() == 200) {
                    drivers.put(webDriverSession(reply), driver);
                    opened = true;
                }
                return reply;
            } finally {
                if (!opened) {
                    session.served().closeView(view.view());
                }
            }
        } catch (ProviderFailure e) {
            throw new Refusal(500, e.getMessage());
        } finally {
            if (!opened) {
                running.left(session);
            }
        }
    }

    private static Reply newSession(HttpCall call, RunningSession session, OpenDriver driver)
            throws Refusal, IOException {
        driver.begins();
        try {
            return new DriverCall(driver).newSession(call, browserOf(session));
        } finally {
            driver.ends();
        }
    }

    private Path chromedriver() throws Refusal {
        try {
            return chromedriver.get();
        } catch (RuntimeException e) {
            // Its type is of another class loader; its message says what was looked for, and what to do.
            LOG.log(Level.WARNING, "there is no ChromeDriver", e);
            throw new Refusal(500, String.valueOf(e.getMessage()));
        }
    }

    private static String webDriverSession(Reply newSession) {
        return ServerJson.read(newSession.body())
                .path("value")
                .path("sessionId")
                .asString("");
    }

    /** Not the view's address: who has the Selenium URL has the whole browser, with the contexts that others make in it. */
    private static String browserOf(RunningSession session) {
        return URI.create(session.served().cdpUrl().value()).getAuthority();
    }

    private Reply command(HttpCall call, RunningSession session, List<String> path) throws IOException {
        OpenDriver driver = drivers.get(path.get(1));
        if (driver == null || driver.session() != session) {
            return WebDriverFault.of(404, "invalid session id", "This session has no such WebDriver session.");
        }
        driver.begins();
        Reply reply;
        try {
            reply = new DriverCall(driver).command(call, PATH, keys(call, session, path));
        } finally {
            driver.ends();
        }
        if (ends(call, path, reply)) {
            drivers.remove(path.get(1));
            session.served().closeView(driver.view());
            running.end(session.booked(), Status.COMPLETED, "its driver was quit");
        }
        return reply;
    }

    /** Keys may be names of uploads, and then stand for the files of this session. */
    private static byte[] keys(HttpCall call, RunningSession session, List<String> path) {
        boolean sendsKeys = call.method().equals("POST")
                && path.size() == 5
                && path.get(2).equals("element")
                && path.get(4).equals("value");
        return sendsKeys ? session.files().keysInstead(call.body()).orElse(call.body()) : call.body();
    }

    /** Who closes the last window quits as well. */
    private static boolean ends(HttpCall call, List<String> path, Reply reply) {
        if (!call.method().equals("DELETE") || reply.status() != 200) {
            return false;
        }
        if (path.size() == 2) {
            return true;
        }
        JsonNode windows = ServerJson.read(reply.body()).path("value");
        return path.size() == 3 && path.get(2).equals("window") && windows.isArray() && windows.isEmpty();
    }

    /** Gives up drivers that nobody has used for so long. Blocks. */
    void endSilent(long millis) {
        drivers.forEach((id, driver) -> {
            if (driver.session().served().hasEnded()) {
                drivers.remove(id, driver);
            } else if (driver.silentMillis() >= millis && drivers.remove(id, driver)) {
                driver.session().served().closeView(driver.view());
                running.left(driver.session());
            }
        });
    }
}

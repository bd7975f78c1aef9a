package dev.browsersession.keeper.server.browserless;

import dev.browsersession.cdp.CdpException;
import dev.browsersession.keeper.server.Dialect;
import dev.browsersession.keeper.server.HttpCall;
import dev.browsersession.keeper.server.NoRoomException;
import dev.browsersession.keeper.server.Reply;
import dev.browsersession.keeper.server.ServerParts;
import dev.browsersession.keeper.server.Upgrade;
import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Browserless: the Session API, browsers that live with their clients, and coming back to them. */
public final class BrowserlessDialect implements Dialect {

    private static final System.Logger LOG = System.getLogger(BrowserlessDialect.class.getName());

    private final Tokens tokens;
    private final boolean withSessions;
    private final boolean withPressure;
    private final ApiSessions sessions;
    private final OneOffs oneOffs;
    private final PressureAnswer pressure;
    private final VersionAnswer version;

    /**
     * What it does depends on the options' behaviour.
     *
     * @throws IllegalArgumentException with a sentence, where the options are wrong
     */
    public BrowserlessDialect(ServerParts parts) {
        Behaviour.check(parts.options());
        this.tokens = new Tokens(parts.options().tokenKey());
        this.withSessions = parts.options().flag(Behaviour.WITH_SESSIONS, true);
        this.withPressure = parts.options().flag(Behaviour.WITH_PRESSURE, true);
        this.sessions = new ApiSessions(parts, tokens);
        this.oneOffs = new OneOffs(parts);
        this.pressure = new PressureAnswer(parts.sessions());
        this.version = new VersionAnswer(parts.sessions(), tokens);
    }

    @Override
    public Optional<Reply> answer(HttpCall call) throws IOException, InterruptedException, CdpException {
        try {
            return route(call);
        } catch (Refusal | NoRoomException | ProviderFailure e) {
            return Optional.of(reply(call, e));
        }
    }

    private Optional<Reply> route(HttpCall call)
            throws Refusal, NoRoomException, ProviderFailure, IOException, InterruptedException, CdpException {
        if (withSessions && ApiSessions.concerns(call)) {
            tokens.check(call);
            return sessions.answer(call);
        }
        if (VersionAnswer.concerns(call)) {
            tokens.check(call);
            return Optional.of(version.reply(call));
        }
        if (withPressure && PressureAnswer.concerns(call)) {
            tokens.check(call);
            return Optional.of(pressure.reply());
        }
        if (OneOffs.isListOrKill(call)) {
            tokens.check(call);
            return oneOffs.answer(call);
        }
        return Optional.empty();
    }

    @Override
    public Optional<Upgrade> upgrade(HttpCall call) throws InterruptedException {
        try {
            return join(call);
        } catch (Refusal | NoRoomException | ProviderFailure e) {
            return Optional.of(Upgrade.refuse(reply(call, e)));
        }
    }

    private Optional<Upgrade> join(HttpCall call)
            throws Refusal, NoRoomException, ProviderFailure, InterruptedException {
        if (OneOffs.reconnects(call)) {
            return Optional.of(reconnect(call));
        }
        if (oneOffs.launches(call)) {
            tokens.check(call);
            return oneOffs.launch(call);
        }
        if (withSessions && ApiSessions.concerns(call)) {
            tokens.check(call);
            return sessions.upgrade(call);
        }
        if (OneOffs.joins(call)) {
            tokens.check(call);
            return oneOffs.join(call);
        }
        return Optional.empty();
    }

    private Upgrade reconnect(HttpCall call) throws Refusal {
        Optional<OneOff> browser = oneOffs.leftBehind(call);
        if (browser.isEmpty() || !browser.get().asksForAuth()) {
            tokens.check(call);
        }
        OneOff wanted = browser.orElseThrow(OneOffs::gone);
        if (!wanted.opensFor(call.parameter("token"))) {
            throw new Refusal(401, "Bad or missing authentication.");
        }
        return wanted.connect(call.authority()).orElseThrow(OneOffs::gone);
    }

    private static Reply reply(HttpCall call, Exception failure) {
        if (failure instanceof Refusal refusal) {
            return refusal.reply();
        } else if (failure instanceof NoRoomException) {
            return Reply.text(429, "Too many requests: " + failure.getMessage());
        } else if (failure instanceof ProviderFailure provider && provider.kind() == Failure.Kind.CONFIGURATION) {
            return Reply.text(400, failure.getMessage());
        }
        LOG.log(Level.WARNING, "{0}: {1}", call, failure.getMessage());
        return Reply.text(500, failure.getMessage());
    }
}

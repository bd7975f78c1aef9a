package dev.browsersession.keeper;

import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.AttachDriver;
import dev.browsersession.protocol.Capture;
import dev.browsersession.protocol.Clear;
import dev.browsersession.protocol.CloseView;
import dev.browsersession.protocol.Describe;
import dev.browsersession.protocol.Done;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Inspect;
import dev.browsersession.protocol.Message;
import dev.browsersession.protocol.MessageTypes;
import dev.browsersession.protocol.OpenView;
import dev.browsersession.protocol.Release;
import dev.browsersession.protocol.Stop;
import dev.browsersession.protocol.Welcome;
import dev.browsersession.provider.ProviderFailure;
import java.nio.file.Path;

/** What each request means. */
final class Requests {

    private final Sessions sessions;
    private final Path log;

    Requests(Sessions sessions, Path log) {
        this.sessions = sessions;
        this.log = log;
    }

    Welcome welcome() {
        return new Welcome(ProcessHandle.current().pid(), log.toString());
    }

    Message carryOut(Owner owner, Message request) throws ProviderFailure {
        if (request instanceof Describe describe) {
            return sessions.providers().named(describe.provider()).describe();
        } else if (request instanceof Acquire acquire) {
            return sessions.acquire(owner, acquire);
        } else if (request instanceof Inspect inspect) {
            return sessions.leased(owner, inspect.lease()).look();
        } else if (request instanceof OpenView open) {
            return sessions.leased(owner, open.lease()).openView(open);
        } else if (request instanceof AttachDriver attach) {
            return sessions.viewed(owner, attach.view()).attachDriver(attach);
        } else if (request instanceof Capture capture) {
            return sessions.viewed(owner, capture.view()).capture(capture.view());
        } else if (request instanceof CloseView close) {
            sessions.viewed(owner, close.view()).closeView(close.view());
            return new Done();
        } else if (request instanceof Clear clear) {
            sessions.leased(owner, clear.lease()).clear(clear.keepTarget());
            return new Done();
        } else if (request instanceof Stop stop) {
            return sessions.leased(owner, stop.lease()).stop("its test stopped it");
        } else if (request instanceof Release release) {
            return sessions.release(owner, release);
        }
        throw new ProviderFailure(
                Failure.Kind.BAD_REQUEST, MessageTypes.nameOf(request.getClass()) + " is not a request.");
    }

    void ownerGone(Owner owner) {
        sessions.ownerGone(owner);
    }
}

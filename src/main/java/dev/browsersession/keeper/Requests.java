package dev.browsersession.keeper;

import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.AttachDriver;
import dev.browsersession.protocol.Capture;
import dev.browsersession.protocol.Claim;
import dev.browsersession.protocol.Clear;
import dev.browsersession.protocol.CloseView;
import dev.browsersession.protocol.Describe;
import dev.browsersession.protocol.Done;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.FetchDownload;
import dev.browsersession.protocol.Hello;
import dev.browsersession.protocol.Hold;
import dev.browsersession.protocol.Inspect;
import dev.browsersession.protocol.ListDownloads;
import dev.browsersession.protocol.Message;
import dev.browsersession.protocol.MessageTypes;
import dev.browsersession.protocol.OpenView;
import dev.browsersession.protocol.Release;
import dev.browsersession.protocol.Stop;
import dev.browsersession.protocol.Unclaim;
import dev.browsersession.protocol.UploadFile;
import dev.browsersession.protocol.Welcome;
import dev.browsersession.provider.ProviderFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What each request means. */
final class Requests {

    private final Sessions sessions;
    private final Runs runs;
    private final Path log;
    private final Supplier<List<String>> notices;

    Requests(Sessions sessions, Runs runs, Path log, Supplier<List<String>> notices) {
        this.sessions = sessions;
        this.runs = runs;
        this.log = log;
        this.notices = notices;
    }

    Owner owner(Hello hello, Consumer<Message> events) {
        return new Owner(hello, runs, events);
    }

    Welcome welcome() {
        return new Welcome(ProcessHandle.current().pid(), log.toString(), notices.get());
    }

    Message carryOut(Owner owner, Message request) throws ProviderFailure {
        if (request instanceof Describe describe) {
            return sessions.providers().named(describe.provider()).describe();
        } else if (request instanceof Acquire acquire) {
            return sessions.acquire(owner, acquire);
        } else if (request instanceof Claim claim) {
            return sessions.claims().claim(owner, claim);
        } else if (request instanceof Unclaim unclaim) {
            sessions.claims().release(owner, unclaim.claim());
            return new Done();
        } else if (request instanceof Inspect inspect) {
            return sessions.leased(owner, inspect.lease()).session().look();
        } else if (request instanceof OpenView open) {
            return sessions.openView(owner, open);
        } else if (request instanceof AttachDriver attach) {
            return sessions.viewed(owner, attach.view()).session().attachDriver(attach);
        } else if (request instanceof Capture capture) {
            return sessions.viewed(owner, capture.view()).session().capture(capture.view());
        } else if (request instanceof ListDownloads list) {
            return sessions.viewed(owner, list.view()).session().files().list(list);
        } else if (request instanceof FetchDownload fetch) {
            return sessions.viewed(owner, fetch.view()).session().files().fetch(fetch);
        } else if (request instanceof UploadFile upload) {
            return sessions.viewed(owner, upload.view()).session().files().upload(upload);
        } else if (request instanceof Hold hold) {
            return sessions.hold(owner, hold);
        } else if (request instanceof CloseView close) {
            sessions.viewed(owner, close.view()).closeView(close.view());
            return new Done();
        } else if (request instanceof Clear clear) {
            sessions.clear(owner, clear);
            return new Done();
        } else if (request instanceof Stop stop) {
            return sessions.leased(owner, stop.lease()).session().stop("its test did so");
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

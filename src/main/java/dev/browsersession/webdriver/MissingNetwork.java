package dev.browsersession.webdriver;

import org.openqa.selenium.UsernameAndPassword;
import org.openqa.selenium.devtools.Command;
import org.openqa.selenium.devtools.DevTools;
import org.openqa.selenium.devtools.DevToolsException;
import org.openqa.selenium.devtools.Event;
import org.openqa.selenium.devtools.idealized.Network;
import org.openqa.selenium.internal.Either;
import org.openqa.selenium.remote.http.HttpRequest;
import org.openqa.selenium.remote.http.HttpResponse;

/**
 * The network where there is no typed module: it can be disabled, which it always is, and says what is missing else.
 */
final class MissingNetwork extends Network<Object, Object> {

    private final TypedModules modules;

    MissingNetwork(DevTools devTools, TypedModules modules) {
        super(devTools);
        this.modules = modules;
    }

    @Override
    public void disable() {
        // Nothing can have been enabled.
    }

    private DevToolsException missing() {
        return new DevToolsException(modules.missing("network interception and authentication"));
    }

    @Override
    protected Command<Void> setUserAgentOverride(UserAgent userAgent) {
        throw missing();
    }

    @Override
    protected Command<Void> enableNetworkCaching() {
        throw missing();
    }

    @Override
    protected Command<Void> disableNetworkCaching() {
        throw missing();
    }

    @Override
    protected Command<Void> enableFetchForAllPatterns() {
        throw missing();
    }

    @Override
    protected Command<Void> disableFetch() {
        throw missing();
    }

    @Override
    protected Event<Object> authRequiredEvent() {
        throw missing();
    }

    @Override
    protected String getUriFrom(Object authRequired) {
        throw missing();
    }

    @Override
    protected Command<Void> continueWithAuth(Object authRequired, UsernameAndPassword credentials) {
        throw missing();
    }

    @Override
    protected Command<Void> cancelAuth(Object authRequired) {
        throw missing();
    }

    @Override
    protected Event<Object> requestPausedEvent() {
        throw missing();
    }

    @Override
    protected String getRequestId(Object pausedRequest) {
        throw missing();
    }

    @Override
    protected Either<HttpRequest, HttpResponse> createSeMessages(Object pausedRequest) {
        throw missing();
    }

    @Override
    protected boolean hasErrorResponse(Object pausedRequest) {
        throw missing();
    }

    @Override
    protected Command<Void> continueWithoutModification(Object pausedRequest) {
        throw missing();
    }

    @Override
    protected Command<Void> continueRequest(Object pausedRequest, HttpRequest request) {
        throw missing();
    }

    @Override
    protected Command<Void> fulfillRequest(Object pausedRequest, HttpResponse response) {
        throw missing();
    }
}

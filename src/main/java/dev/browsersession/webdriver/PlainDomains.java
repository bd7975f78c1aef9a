package dev.browsersession.webdriver;

import org.openqa.selenium.devtools.CdpInfo;
import org.openqa.selenium.devtools.DevTools;
import org.openqa.selenium.devtools.DevToolsException;
import org.openqa.selenium.devtools.idealized.Domains;
import org.openqa.selenium.devtools.idealized.Events;
import org.openqa.selenium.devtools.idealized.Javascript;
import org.openqa.selenium.devtools.idealized.Network;
import org.openqa.selenium.devtools.idealized.log.Log;
import org.openqa.selenium.devtools.idealized.target.Target;

/**
 * What Selenium itself needs of the protocol, in plain commands where they are few and never change, and from the typed
 * module on the class path that is nearest to the browser for the rest.
 */
final class PlainDomains implements Domains {

    private final DevTools devTools;
    private final TypedModules modules;
    private final Network<?, ?> missingNetwork;
    private Domains typed;
    private boolean networkUsed;

    PlainDomains(DevTools devTools, String browserVersion) {
        this.devTools = devTools;
        this.modules = new TypedModules(browserVersion);
        this.missingNetwork = new MissingNetwork(devTools, modules);
    }

    @Override
    public Target target() {
        return new PlainTarget();
    }

    @Override
    public Log log() {
        return new PlainLog();
    }

    @Override
    public Events<?, ?> events() {
        return typed("events").events();
    }

    @Override
    public Javascript<?, ?> javascript() {
        return typed("JavaScript bindings").javascript();
    }

    /** Without a module this one must not throw: Selenium disables the network whenever it leaves a page. */
    @Override
    public Network<?, ?> network() {
        networkUsed = true;
        return isTyped() ? typed.network() : missingNetwork;
    }

    boolean isNetworkUsed() {
        return networkUsed;
    }

    @Override
    public void disableAll() {
        if (typed != null) {
            typed.disableAll();
        }
    }

    private Domains typed(String purpose) {
        if (!isTyped()) {
            throw new DevToolsException(modules.missing(purpose));
        }
        return typed;
    }

    private boolean isTyped() {
        if (typed == null) {
            typed = modules.nearest().map(this::domains).orElse(null);
        }
        return typed != null;
    }

    private Domains domains(CdpInfo module) {
        return module.getDomains(devTools);
    }
}

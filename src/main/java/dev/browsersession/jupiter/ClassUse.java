package dev.browsersession.jupiter;

import dev.browsersession.Session;

/** What the constructor, {@code @BeforeAll}, {@code @AfterAll} and the fields of a per-class instance get. */
record ClassUse(SessionHolder holder, String name) implements BrowserSource {

    @Override
    public ConnectedBrowser browser() {
        return holder.classBrowser();
    }

    @Override
    public Session session() {
        return new InjectedSession(holder.ready(name), () -> holder.openClassBrowser(name)
                .map(ConnectedBrowser::currentTarget)
                .orElse(null));
    }
}

package dev.browsersession.keeper;

import dev.browsersession.cdp.CdpException;
import dev.browsersession.cdp.PageTarget;
import dev.browsersession.cdp.Pages;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The pages of a view's context, over the session's own connection.
 *
 * @param context null for the default one
 */
record PagesOfView(SessionLink link, String context, String first) implements ViewPages {

    @Override
    public boolean stay() {
        return context == null;
    }

    @Override
    public Set<String> open() throws CdpException, LinkException {
        return Pages.list(link.connect(), context).stream().map(PageTarget::id).collect(Collectors.toSet());
    }

    @Override
    public String openAnother(boolean ownWindow) throws CdpException, LinkException {
        return ownWindow
                ? Pages.createWindow(link.connect(), context)
                : Pages.createPage(link.connect(), context, 0, 0);
    }

    @Override
    public void keepBrowserOpen() throws CdpException, LinkException {
        if (Pages.count(link.connect()) <= 1) {
            Pages.createPage(link.connect(), null, 0, 0);
        }
    }
}

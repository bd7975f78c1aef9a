package dev.browsersession.keeper;

import dev.browsersession.cdp.CdpException;
import java.util.Set;

/** The pages that a view shows its driver. */
interface ViewPages {

    /** Whether they outlive the view. */
    boolean stay();

    /** The one that it starts on. */
    String first();

    Set<String> open() throws CdpException, LinkException;

    String openAnother(boolean ownWindow) throws CdpException, LinkException;

    /** Opens a page that no view has if the browser has but one: some drivers end a browser with its last page. */
    void keepBrowserOpen() throws CdpException, LinkException;
}

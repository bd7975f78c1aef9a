package dev.browsersession.command;

/** What {@code help} says. */
final class Usage {

    static final String TEXT = """
            Looks after the browser sessions of your tests by hand.

              list                    the sessions that are open, and for whom
              status                  the keepers, which own them, and what dead ones left
              stop <id>... [--wait]   stops sessions, whoever has them
              stop --all [--wait]     stops all; the last line of a CI script
              sweep                   removes what dead keepers left, here and at providers
              sweep --tag <tag>       stops all sessions at a provider whose tag begins so, whoever made them: what
                                      a lost machine left. A tag begins with the name of the project's directory,
                                      or the setting browser.session.tag; browser.session.provider says where, and
                                      credentials are where tests have them
              help                    this text

            Options:
              --wait[=<time>]         returns when the sessions are seen to be gone; fails if they are not after
                                      that time: 90s, 5m, ...; 2m if none is given
              --state-dir <dir>       where the keepers are, if tests have the setting browser.session.state-dir;
                                      BROWSER_SESSION_STATE_DIR does the same

            Exit code: 0 done, 1 something was not done and is named, 2 wrong arguments.
            """;

    private Usage() {}
}

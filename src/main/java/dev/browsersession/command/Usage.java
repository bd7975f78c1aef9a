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
                                      a lost machine left. A tag begins with the setting browser.session.tag, or with
                                      the project's name and group; browser.session.provider says where, and
                                      credentials are where tests have them
              serve                   a server on this machine that clients of Browserless and Browserbase take for the
                                      service; runs until it is ended, and takes its browsers along
              help                    this text

            Options:
              --wait[=<time>]         returns when the sessions are seen to be gone; fails if they are not after
                                      that time: 90s, 5m, ...; 2m if none is given
              --state-dir <dir>       where the keepers are, if tests have the setting browser.session.state-dir;
                                      BROWSER_SESSION_STATE_DIR does the same

            Options of serve:
              --port <number>         where it listens; any free port if none is given
              --host <name>           on which address; this machine's own (127.0.0.1) if none is given. Any other
                                      needs a token
              --token <text>          what Browserless' clients must name; BROWSERLESS_TOKEN does the same, unseen by
                                      others who list processes
              --api-key <text>        what Browserbase's clients must name; BROWSERBASE_API_KEY does the same. If only
                                      one of the two is set, it is for both
              --max-sessions <n>      how many there may be at once; 10 if none is given
              --default-timeout <time>   how long a session lives whose client does not say; 5m if none is given.
                                      Sessions of Browserbase's clients live for 60s to 6h, whatever is given
              --behave <name=value>,...   like which plan of a service; may be given more than once:
                                      browserless.sessions=false (no Session API),
                                      browserless.reconnect=false, browserless.pressure=false (no /pressure),
                                      browserless.max-ttl=<milliseconds>,
                                      browserbase.plan=paid|free|used-up, browserbase.creations-per-minute=<n>,
                                      browserbase.first-connect=PT5M, browserbase.silence=PT10M,
                                      live.frame-ancestors=<who may frame the live view>

            Exit code: 0 done, 1 something was not done and is named, 2 wrong arguments.
            """;

    private Usage() {}
}

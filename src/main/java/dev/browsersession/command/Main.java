package dev.browsersession.command;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.config.Settings;
import dev.browsersession.lease.KeeperCommand;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Lists and stops browser sessions by hand, and serves them; run it with {@code help}. Exit code 0: done; 1: something was not done, and is
 * named; 2: the arguments are wrong. Needs nothing on the class path but this library's own jar; {@code serve} asks Selenium for
 * a browser where none is found without.
 */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        int code = run(arguments, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        Invocation invocation;
        try {
            invocation = Invocation.parse(arguments);
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println();
            err.print(Usage.TEXT);
            return 2;
        }
        if (invocation.command() == Command.HELP) {
            out.print(Usage.TEXT);
            return 0;
        }
        try {
            if (invocation.command() == Command.SERVE) {
                return ServeCommand.run(ServeOptions.of(invocation.options()), out);
            }
            return KeeperCommand.run(
                    settings(invocation),
                    invocation.command().word(),
                    invocation.operands(),
                    invocation.options(),
                    out,
                    err);
        } catch (UsageException e) {
            err.println(e.getMessage());
            return 2;
        } catch (BrowserSessionException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static Settings settings(Invocation invocation) {
        Optional<String> stateDirectory =
                Optional.ofNullable(invocation.options().get("state-dir"));
        return new Settings(
                name -> (name.equals("browser.session.state-dir") ? stateDirectory : Optional.<String>empty())
                        .or(() -> Optional.ofNullable(System.getProperty(name))),
                System.getenv());
    }
}

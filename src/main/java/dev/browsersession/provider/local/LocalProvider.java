package dev.browsersession.provider.local;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.ProviderDescription;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.ProcessHost;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionProvider;
import dev.browsersession.provider.Surroundings;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Sessions on a Chrome of this machine, the default: one browser process and one profile directory for each. */
public final class LocalProvider implements SessionProvider {

    static final String NAME = "local";

    private static final Logger LOG = System.getLogger(LocalProvider.class.getName());
    private static final Duration MIN_TTL = Duration.ofSeconds(1);
    private static final Duration DEFAULT_TTL = Duration.ofMinutes(30);

    private final Map<String, LocalSession> sessions = new ConcurrentHashMap<>();

    @Override
    public ProviderDescription describe() {
        return new ProviderDescription(
                NAME, LocalOptions.KNOWN, MIN_TTL.toMillis(), 0, DEFAULT_TTL.toMillis(), List.of(), true);
    }

    @Override
    public ProvidedSession create(SessionSpec spec, Surroundings surroundings) throws ProviderFailure {
        LocalOptions options = LocalOptions.of(spec.options());
        Path browser = surroundings
                .browser()
                .orElseThrow(() -> new ProviderFailure(
                        Failure.Kind.BROWSER_NOT_FOUND,
                        "Provider local needs a browser on this machine. Install Chrome or Chromium, or set "
                                + LocalOptions.BINARY + " to the path of one."));
        LocalSession session = start(browser, options, spec, surroundings);
        sessions.put(session.id(), session);
        session.browser().exited().thenAccept(code -> exited(session, code, surroundings));
        return ProvidedSession.overCdp(session.id(), session.cdpUrl());
    }

    @Override
    public ProvidedStatus inspect(String id) {
        LocalSession session = sessions.get(id);
        if (session == null) {
            return ProvidedStatus.ended("it has been stopped");
        }
        Integer code = session.browser().exited().toCompletableFuture().getNow(null);
        if (code != null) {
            return ProvidedStatus.ended(words(session, code));
        }
        return session.browser().isAlive()
                ? ProvidedStatus.RUNNING
                : ProvidedStatus.ended("its browser process has ended");
    }

    @Override
    public void stop(String id) throws ProviderFailure {
        LocalSession session = sessions.get(id);
        if (session == null) {
            return;
        }
        session.markStopping();
        try {
            session.processes().end(id);
        } catch (IOException e) {
            throw new ProviderFailure(
                    Failure.Kind.PROVIDER,
                    "Session " + id + " of provider local is not wholly stopped: " + e.getMessage() + ".",
                    e);
        }
        sessions.remove(id);
    }

    @Override
    public Optional<Path> directory(String id) {
        return Optional.ofNullable(sessions.get(id)).map(LocalSession::directory);
    }

    private static LocalSession start(Path browser, LocalOptions options, SessionSpec spec, Surroundings surroundings)
            throws ProviderFailure {
        String id = NAME + "-"
                + HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextInt());
        boolean keepsSandbox = LaunchFlags.keepsSandbox(options, spec.launch());
        boolean sandbox = keepsSandbox || !CurrentUser.isRoot();
        if (!sandbox) {
            LOG.log(Level.INFO, "Session {0}: the browser runs with --no-sandbox, since this is root.", id);
        }
        try {
            return attempt(id, sandbox, browser, options, spec, surroundings);
        } catch (BrowserStart.SandboxFailure failure) {
            if (!sandbox || keepsSandbox) {
                throw failure;
            }
            LOG.log(
                    Level.WARNING,
                    "Session {0}: the browser {1} cannot run with its sandbox here, so it runs with --no-sandbox.",
                    id,
                    browser);
            return attempt(id, false, browser, options, spec, surroundings);
        }
    }

    private static LocalSession attempt(
            String id, boolean sandbox, Path browser, LocalOptions options, SessionSpec spec, Surroundings surroundings)
            throws ProviderFailure {
        ProcessHost processes = surroundings.processes();
        try {
            Path directory = processes.newDirectory(id);
            ProfileDirectory profile = options.userDataDir().isPresent()
                    ? ProfileDirectory.kept(options.userDataDir().get(), directory, spec.launch())
                    : ProfileDirectory.write(directory, spec.launch());
            LaunchFlags flags = LaunchFlags.of(options, spec.launch(), profile.extensions());
            List<String> command = new ArrayList<>(List.of(browser.toString()));
            command.addAll(flags.arguments(profile.userData(), sandbox));
            return new BrowserStart(processes, id, directory, command, environment(surroundings, directory)).run();
        } catch (IOException e) {
            throw abandoned(
                    processes,
                    id,
                    new ProviderFailure(
                            Failure.Kind.PROVIDER,
                            "Provider local could not start a session: its directory could not be made: " + e
                                    + ". Is there room, and may it be written to? browser.session.state-dir names another place.",
                            e));
        } catch (ProviderFailure e) {
            throw abandoned(processes, id, e);
        }
    }

    private static ProviderFailure abandoned(ProcessHost processes, String id, ProviderFailure failure) {
        // Whoever lost patience interrupted this thread, but ending what was started comes first.
        boolean interrupted = Thread.interrupted();
        try {
            processes.end(id);
        } catch (IOException e) {
            failure.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return failure;
    }

    /** What Chrome leaves in these directories goes with the session. */
    private static Map<String, String> environment(Surroundings surroundings, Path directory) {
        Map<String, String> environment = new TreeMap<>(surroundings.environment());
        List.of("TMPDIR", "TMP", "TEMP").forEach(name -> environment.put(name, directory.toString()));
        // Crash reports, which would go to the user's home. Switching the reporter off ends the network service
        // (Chromium 156).
        environment.put("BREAKPAD_DUMP_LOCATION", directory.resolve("crashes").toString());
        return environment;
    }

    private static void exited(LocalSession session, int code, Surroundings surroundings) {
        if (session.stopping()) {
            return;
        }
        surroundings.ended(words(session, code));
    }

    private static String words(LocalSession session, int code) {
        return "its browser process " + ProcessEnd.words(code, session.browser().lastOutput());
    }
}

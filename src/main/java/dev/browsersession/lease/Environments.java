package dev.browsersession.lease;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The parts of a JVM's environment that go on. Lists what may pass, not what may not: the variables by which CI servers find
 * and kill what a job left (and credentials, and debugger options) are too many to know.
 */
public final class Environments {

    private static final Set<String> KEEPER = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "TMPDIR",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TZ",
            "SYSTEMROOT",
            "WINDIR",
            "TEMP",
            "TMP",
            "PATHEXT",
            "COMSPEC",
            "USERPROFILE",
            "LOCALAPPDATA",
            "APPDATA");

    private static final Pattern BROWSER = Pattern.compile(
            "LANGUAGE|LC_.*|DISPLAY|XAUTHORITY|WAYLAND_DISPLAY|XDG_.*"
                    + "|DBUS_.*|PULSE_.*|LD_LIBRARY_PATH|FONTCONFIG_.*|SSLKEYLOGFILE|SSL_CERT_.*|GTK_.*|GDK_.*|QT_.*"
                    + "|CHROME_.*|CHROMIUM_.*|GOOGLE_.*|MESA_.*|LIBGL_.*|PROGRAMFILES.*|PROGRAMW6432|PROGRAMDATA"
                    + "|https?_proxy|all_proxy|no_proxy|ftp_proxy",
            Pattern.CASE_INSENSITIVE);

    private Environments() {}

    /** What the keeper needs to run; all else comes with each lease. */
    static Map<String, String> forKeeper(Map<String, String> environment) {
        Map<String, String> passed = new TreeMap<>(environment);
        passed.keySet().removeIf(name -> !KEEPER.contains(name.toUpperCase(Locale.ROOT)));
        return passed;
    }

    /** What a browser on this machine may need: display, language, time zone, proxy, fonts. */
    public static Map<String, String> forBrowser(Map<String, String> environment) {
        Map<String, String> passed = new TreeMap<>(environment);
        passed.keySet()
                .removeIf(name -> !KEEPER.contains(name.toUpperCase(Locale.ROOT))
                        && !BROWSER.matcher(name).matches());
        return passed;
    }
}

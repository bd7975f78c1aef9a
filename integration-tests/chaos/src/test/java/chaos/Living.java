package chaos;

import dev.browsersession.it.LinuxProcess;
import dev.browsersession.it.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A process that a round has brought about. Its start time tells it from another that has got its number since. */
record Living(Kind kind, long pid, String startTime, String name) {

    static Optional<Living> of(LinuxProcess process) {
        return Kind.of(process)
                .map(kind -> new Living(kind, process.pid(), startTime(process.pid()), name(kind, process)));
    }

    static Living of(Kind kind, long pid) {
        return new Living(kind, pid, startTime(pid), kind.toString());
    }

    /** What Chrome calls its child: zygote, utility, gpu-process. */
    private static String name(Kind kind, LinuxProcess process) {
        return kind == Kind.BROWSER_CHILD
                ? process.command().replaceFirst(".* --type=(\\S+).*", "browser's $1")
                : kind.toString();
    }

    /** A zombie is dead. */
    boolean isAlive() {
        return !startTime.isEmpty() && startTime(pid).equals(startTime);
    }

    /** False where there is nobody left to get it. */
    boolean send(String signal) throws Exception {
        if (!isAlive()) {
            return false;
        }
        try {
            Signals.send(signal, pid);
            return true;
        } catch (AssertionError e) {
            if (isAlive()) {
                throw e;
            }
            return false;
        }
    }

    private static String startTime(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[0].equals("Z") || fields[0].equals("X") ? "" : fields[19];
        } catch (IOException gone) {
            return "";
        }
    }

    @Override
    public String toString() {
        return name + " " + pid;
    }
}

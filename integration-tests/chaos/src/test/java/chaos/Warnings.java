package chaos;

import java.util.regex.Pattern;

/** Lines of logs that tell of trouble. */
final class Warnings {

    private static final Pattern WARNING = Pattern.compile("(\\bWARNING:? |\\bSEVERE:? |Exception).*");
    private static final Pattern DEFECT = Pattern.compile(
            "NullPointerException|IllegalStateException|ClassCastException|ConcurrentModification|\\bINTERNAL\\b|defect");

    private Warnings() {}

    static boolean are(String line) {
        return WARNING.matcher(line).find();
    }

    static boolean areDefects(String line) {
        return DEFECT.matcher(line).find();
    }
}

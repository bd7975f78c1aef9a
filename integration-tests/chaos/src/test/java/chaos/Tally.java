package chaos;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** How often something was seen. */
final class Tally {

    private final Map<String, Integer> counts = new TreeMap<>();

    void add(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    void print(String title) {
        System.out.println("chaos: " + title);
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> System.out.printf("chaos: %6d  %s%n", entry.getValue(), entry.getKey()));
    }
}

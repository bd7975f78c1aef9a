package example;

import dev.browsersession.config.Settings;
import dev.browsersession.lease.Keeper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A JVM that connects to the keeper on the first line of its input, and leaves it on the second. */
final class OwnerMain {

    private OwnerMain() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        input.readLine();
        try (Keeper keeper = Keeper.open(Settings.ofThisJvm())) {
            System.out.println("connected");
            input.readLine();
            System.out.println(keeper.isOpen() ? "kept" : "lost");
        }
    }
}

package dev.browsersession.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another user of this machine at the keeper's socket. */
@Timeout(120)
class AnotherUserTest {

    /** Where every user may read the program. */
    private Path programs;

    private KeeperUnderAttack keeper;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                ProcessHandle.current().info().user().filter("root"::equals).isPresent(),
                "only root can run a program as another user");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv (util-linux) is not there");
        programs = Files.createTempDirectory(Path.of("/tmp"), "bs-knock-");
        Path program = programs.resolve(Knock.class.getName().replace('.', '/') + ".class");
        Files.createDirectories(program.getParent());
        try (InputStream bytes = Objects.requireNonNull(Knock.class.getResourceAsStream("Knock.class"))) {
            Files.copy(bytes, program);
        }
        for (Path path = program; path.startsWith(programs); path = path.getParent()) {
            open(path, "rwxr-xr-x");
        }
        keeper = KeeperUnderAttack.start();
    }

    @AfterEach
    void end() throws Exception {
        if (keeper != null) {
            keeper.close();
        }
        if (programs != null) {
            Path program = programs.resolve(Knock.class.getName().replace('.', '/') + ".class");
            for (Path path = program; path.startsWith(programs); path = path.getParent()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void doesNotGetToTheSocket() throws Exception {
        assertThat(knock("0")).contains("\"Welcome\"");
        assertThat(knock("65534")).isEqualTo("refused: Permission denied");
    }

    @Test
    void isRefusedEvenWhereSomebodyHasOpenedTheDirectories() throws Exception {
        open(keeper.state(), "rwxr-xr-x");
        open(keeper.directory(), "rwxr-xr-x");
        assertThat(knock("65534")).as("at a socket as the keeper made it").isEqualTo("refused: Permission denied");
        open(keeper.socket(), "rwxrwxrwx");
        assertThat(knock("65534")).as("at a socket that is open to all").doesNotContain("Welcome", "Permission");
        assertThat(knock("0")).contains("\"Welcome\"");
        assertThat(keeper.log()).contains("was at the socket, and is refused");
        assertThat(keeper.owner().isOpen()).isTrue();
    }

    private static void open(Path path, String permissions) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private String knock(String user) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("/usr/bin/setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", programs.toString(), Knock.class.getName()));
        command.add(keeper.socket().toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(programs.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}

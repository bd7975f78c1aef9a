package dev.browsersession.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What two owners must have in common to use one keeper: the keeper's code, the boot, the pid and network namespace, the
 * CI job where there is one, and the providers from outside.
 */
final class KeeperKey {

    /** What CI servers name the job by that runs. */
    private static final List<String> JOB_VARIABLES = List.of(
            "BUILD_TAG",
            "CI_JOB_ID",
            "GITHUB_RUN_ID",
            "GITHUB_JOB",
            "BUILDKITE_JOB_ID",
            "CIRCLE_WORKFLOW_JOB_ID",
            "TRAVIS_JOB_ID",
            "SYSTEM_JOBID",
            "bamboo_buildResultKey",
            "TEAMCITY_BUILD_PROPERTIES_FILE");

    private static final String UNKNOWN = "unknown";

    private KeeperKey() {}

    static String of(String keeperHash, String providersHash, Map<String, String> environment) {
        String facts = String.join(
                "\n",
                keeperHash,
                providersHash,
                boot(),
                namespace("pid"),
                namespace("net"),
                JOB_VARIABLES.stream()
                        .map(environment::get)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("\n")));
        return hash(facts.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }

    /** Where process ids mean the same: this boot of this machine, and this pid namespace. */
    static String ofProcessIds() {
        String facts = boot() + "\n" + namespace("pid");
        return hash(facts.getBytes(StandardCharsets.UTF_8)).substring(0, 6);
    }

    /** Where the system tells no boot, the machine's name at least keeps those apart that share a directory. */
    private static String boot() {
        String boot = firstLine(Path.of("/proc/sys/kernel/random/boot_id"));
        try {
            return boot.equals(UNKNOWN) ? InetAddress.getLocalHost().getHostName() : boot;
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String namespace(String kind) {
        Path link = Path.of("/proc/self/ns", kind);
        try {
            return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "none";
        } catch (IOException e) {
            return "unreadable";
        }
    }

    private static String firstLine(Path file) {
        try {
            return Files.isReadable(file) ? Files.readString(file).strip() : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}

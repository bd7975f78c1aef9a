package dev.browsersession;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package may know which, and what a type is not called. */
@Tag("architecture")
class ArchitectureTest {

    private static final String ROOT = "dev.browsersession";
    private static final String JDK = "java.. javax.. jdk.. com.sun..";
    private static final String OWNERS_LIBRARIES =
            "org.junit.. org.opentest4j.. org.apiguardian.. org.openqa.selenium..";
    private static final String KEEPERS_LIBRARIES =
            "io.netty.. tools.jackson.. com.fasterxml.jackson.. okhttp3.. okio.. kotlin..";

    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }

    @ParameterizedTest(name = "{0} knows {1}")
    @CsvSource({
        "root, jupiter lease webdriver config protocol",
        "jupiter, root lease webdriver evidence config protocol",
        "command, root lease config",
        "lease, root config protocol",
        "webdriver, root config protocol",
        "evidence, root config protocol",
        "config, root"
    })
    void packagesOfTheOwnersHalfKnowOnly(String name, String others) {
        onlyKnows(name, others, OWNERS_LIBRARIES);
    }

    @ParameterizedTest(name = "{0} knows {1}")
    @CsvSource({
        "keeper.command, keeper provider cdp protocol",
        "keeper.server.., keeper keeper.live provider cdp network protocol",
        "keeper.live, protocol",
        "keeper, keeper.live provider cdp network protocol",
        "cdp, network protocol",
        "network, protocol",
        "provider, protocol",
        "provider.*.., provider provider.http network protocol"
    })
    void packagesOfTheKeepersHalfKnowOnly(String name, String others) {
        onlyKnows(name, others, KEEPERS_LIBRARIES);
    }

    @Test
    void theProtocolKnowsOnlyTheJdk() {
        onlyKnows("protocol", "", "");
    }

    @Test
    void providersDoNotKnowEachOther() {
        slices().matching(ROOT + ".provider.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage(named("provider.http")))
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void namesSayWhatATypeIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Info)")
                .check(classes);
    }

    private static void onlyKnows(String name, String others, String libraries) {
        String[] allowed = Stream.concat(
                        Stream.of((name + " " + others).strip().split(" ")).map(ArchitectureTest::named),
                        Stream.of((JDK + " " + libraries).split(" ")))
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(named(name))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .allowEmptyShould(true)
                .check(classes);
    }

    private static String named(String name) {
        return name.equals("root") ? ROOT : ROOT + "." + name;
    }
}

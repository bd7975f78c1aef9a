import dev.browsersession.it.Keepers
import dev.browsersession.it.Leftovers

def pipe = new ProcessBuilder("sh", "-c", '"$MVN" -B -ntp -Dmaven.repo.local="$REPOSITORY" test | cat > target/piped.log')
pipe.directory(basedir).redirectErrorStream(true).redirectOutput(new File(basedir, "target/pipe.log"))
pipe.environment() << [
    MVN: "${mavenHome}/bin/mvn".toString(),
    REPOSITORY: localRepositoryPath.path,
    BROWSER_SESSION_STATE_DIR: "${stateRoot}-output".toString()
]
assert pipe.start().waitFor() == 0
assert new File(basedir, "target/piped.log").getText("UTF-8").contains("BUILD SUCCESS")

// The pipe has ended although the keeper still lives: it does not hold Maven's output open.
assert !Keepers.under(stateRoot, "output").isEmpty()

Leftovers.check(stateRoot, "output", basedir)

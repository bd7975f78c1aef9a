import dev.browsersession.it.Leftovers
import java.nio.file.FileVisitResult
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.SimpleFileVisitor
import java.nio.file.attribute.BasicFileAttributes

def target = new File(basedir, "target")
def learned = new File(target, "planted.txt").readLines().toSet()
assert learned.size() >= 3 * 7 : "the tests have learned what nobody may tell: ${learned}"
assert learned.every { it.length() >= 30 } : learned
def secrets = learned + ["planted-"]

def told = []
def search = { File file ->
    def text = file.getText("ISO-8859-1")
    secrets.findAll { text.contains(it) }.each { secret ->
        told << "${file}: ${text.readLines().find { it.contains(secret) }?.take(300)}"
    }
}
// The search finds what there is to find.
search(new File(target, "planted.txt"))
search(new File(basedir, "invoker.properties"))
assert told.size() == secrets.size() : told
told.clear()

def searched = []
target.eachFileRecurse { file ->
    if (file.file && file.name != "planted.txt" && !file.name.endsWith(".class")) {
        search(file)
        searched << file.name
    }
}
// As they are while a keeper still lives: its log, its journal. It may end meanwhile, and takes files along.
def living = Path.of("${stateRoot}-secrets")
Files.walkFileTree(living, new SimpleFileVisitor<Path>() {
    FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
        if (attributes.regularFile && !path.toString().endsWith(".jar")) {
            try {
                search(path.toFile())
                searched << path.fileName.toString()
            } catch (FileNotFoundException goneMeanwhile) {
                assert !Files.exists(path)
            }
        }
        FileVisitResult.CONTINUE
    }

    FileVisitResult visitFileFailed(Path path, IOException failure) {
        assert !Files.exists(path) : failure
        FileVisitResult.CONTINUE
    }

    FileVisitResult postVisitDirectory(Path path, IOException failure) {
        assert failure == null || !Files.exists(path) : failure
        FileVisitResult.CONTINUE
    }
})
def log = new File(basedir, "build.log")
search(log)

Leftovers.check(stateRoot, "secrets", basedir)

assert searched.containsAll(["log", "journal", "commands.txt", "TEST-example.TalkativeTest.xml"]) : searched
assert searched.any { it.startsWith("everything-") } : searched
assert log.getText("UTF-8").contains("Tests run: 9") : "all tests have run"
assert told.isEmpty() : "told:\n" + told.join("\n")

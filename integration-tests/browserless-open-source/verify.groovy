import dev.browsersession.it.Leftovers

def skipped = new File(basedir, "target/skipped.txt")
if (skipped.exists()) {
    println "The open-source Browserless was not tested: " + skipped.text
} else {
    def output = new File(basedir, "target/surefire-reports").listFiles().findAll { it.name.endsWith("-output.txt") }*.text.join()
    output = output.isEmpty() ? new File(basedir, "build.log").text : output
    def told = output.readLines().count { it.contains("the keeper stays connected to each browser") }
    assert told == 1: "why sessions are held by a connection was told " + told + " times"
    Leftovers.check(stateRoot, "browserless-open-source", basedir)
}
return true

import dev.browsersession.it.Leftovers

def skipped = new File(basedir, "target/skipped.txt")
if (skipped.exists()) {
    println "vendors-clients: nothing was run. " + skipped.getText("UTF-8")
} else {
    def report = new groovy.xml.XmlSlurper().parse(new File(basedir, "target/surefire-reports/TEST-example.VendorsClientsTest.xml"))
    assert report.@tests == "3"
    assert report.@skipped == "0"
    Leftovers.check(stateRoot, "vendors-clients", basedir)
}

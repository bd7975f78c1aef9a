import dev.browsersession.it.Leftovers

def log = new File(basedir, "build.log").readLines("UTF-8").collect { it.replaceAll(/\u001B\[[0-9;]*m/, "") }
def held = log.find { it.contains("CheckoutTest.pays failed; its browser stays as it is until") }
assert held != null
def look = log.find { it.contains("to look at it:") }
assert look ==~ /  to look at it:  http:\/\/127\.0\.0\.1:\d+\/devtools\/inspector\.html\?ws=127\.0\.0\.1:\d+\/devtools\/page\/\w+/
def stop = log.find { it.contains("to stop it:") }.replace("to stop it:", "").trim()
def id = (stop =~ /stop (\S+)/)[0][1]

def span = /(\d+m)?(\d+s)?/

// The line of the README, in a build of its own, while no test JVM is left.
assert log.any { it ==~ /SESSION +PROVIDER +FOR +AGE +TTL LEFT +KEEP-ALIVE +SHARED AS +LEASES/ }
assert log.any { it ==~ /$id +local +nobody; it is held for CheckoutTest\.pays until \d\d:\d\d:\d\d +$span +$span +yes +- +0/ }
assert log.any { it ==~ /Session $id is stopped after $span\./ }

// The line that was printed for it: nothing but the artifact's jar is on its class path.
assert stop.startsWith("java -jar ")
def again = ["sh", "-c", stop].execute()
assert again.waitFor() == 1
assert again.err.text.startsWith("There is no session $id.")

// On a CI server nobody looks.
assert log.count { it.contains("CheckoutTest.pays failed; its page is kept") } == 2
assert log.count { it.contains("its browser stays as it is") } == 1

Leftovers.check(stateRoot, "by-hand", basedir)

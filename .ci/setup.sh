# shellcheck shell=bash
# Sourced by demo.sh and test.sh, in the project's directory: what both need, and how they speak.

# Nothing here asks a question.
exec </dev/null

# Maven, printing warnings and what the tests and the builds inside the build have to say.
maven() {
  mvn -B -ntp \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -Dorg.slf4j.simpleLogger.log.org.apache.maven.plugin.surefire=info \
    -Dorg.slf4j.simpleLogger.log.org.apache.maven.plugins.invoker=info \
    "$@"
}

steps=()

# step TITLE COMMAND...: runs it under a heading and keeps the time that it took.
step() {
  local title=$1 started=$SECONDS
  shift
  printf '\n==> %s\n' "$title"
  if ! "$@"; then
    summary "FAILED: $title, after $((SECONDS - started)) s" >&2
    exit 1
  fi
  steps+=("$(printf '%5d s  %s' $((SECONDS - started)) "$title")")
}

summary() {
  printf '\n'
  if ((${#steps[@]} > 0)); then
    printf '%s\n' "${steps[@]}"
  fi
  printf '%5d s  %s\n' "$SECONDS" "$1"
}

set_up() {
  set_up_java && set_up_browser
}

set_up_java() {
  if ! command -v mvn >/dev/null; then
    echo "Maven is missing: install Maven 3.8.6 or newer and put mvn on the PATH." >&2
    return 1
  fi
  local version java
  version=$(mvn -v) || {
    echo "mvn -v fails: install a JDK 17 or newer, and point JAVA_HOME to it or put it on the PATH." >&2
    return 1
  }
  java=$(sed -n 's/^Java version: \([0-9]*\).*/\1/p' <<<"$version")
  if ((${java:-0} < 17)); then
    echo "Maven runs on Java ${java:-?}: install a JDK 17 or newer and point JAVA_HOME to it." >&2
    return 1
  fi
  if ! command -v "${JAVA_HOME:+$JAVA_HOME/bin/}javac" >/dev/null; then
    echo "There is a Java runtime but no compiler: install a JDK 17 or newer, not just a JRE." >&2
    return 1
  fi
  echo "JDK $java, $(sed -n 's/.*\(Apache Maven [0-9.]*\).*/\1/p' <<<"$version")"
}

set_up_browser() {
  local browser driver
  if browser=$(find_browser) && driver=$(command -v chromedriver); then
    echo "Browser $browser, driver $driver"
  elif [[ -e /etc/debian_version ]] && ((EUID == 0)) && command -v apt-get >/dev/null; then
    install_chromium
  else
    echo "Browser ${browser:-none on the PATH}, driver ${driver:-none on the PATH}."
    echo "Nothing is installed by this script here: what is missing, Selenium Manager looks for and downloads."
  fi
}

# For the tests that run clients or servers from npm. They are skipped, and say so, where there is none.
set_up_node() {
  if command -v node >/dev/null && command -v npm >/dev/null; then
    echo "Node $(node --version), npm $(npm --version 2>/dev/null)"
    say_what_npm_keeps
  elif [[ -e /etc/debian_version ]] && ((EUID == 0)) && command -v apt-get >/dev/null; then
    install_from_debian nodejs npm || echo "What comes from npm is not tested."
  else
    echo "There is no Node, or no npm: what comes from npm is not tested."
  fi
}

say_what_npm_keeps() {
  local cache=${XDG_CACHE_HOME:-$HOME/.cache}/junit-browser-session
  if [[ ${BROWSERLESS_OPEN_SOURCE-} != skip ]] && ! compgen -G "$cache/browserless-*" >/dev/null; then
    echo "The open-source Browserless, 238 MB from npm, is installed in $cache for its tests, once."
    echo "With BROWSERLESS_OPEN_SOURCE=skip in the environment it is not, and they are skipped."
  fi
}

find_browser() {
  local name
  for name in google-chrome google-chrome-stable chromium chromium-browser chrome; do
    if command -v "$name"; then
      return 0
    fi
  done
  name="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
  [[ -x $name ]] && echo "$name"
}

install_chromium() {
  if ! install_from_debian chromium chromium-driver; then
    echo "Install a Chrome and its ChromeDriver by hand." >&2
    return 1
  fi
  echo "Browser $(command -v chromium), driver $(command -v chromedriver)"
}

install_from_debian() {
  echo "Installing Debian's $* with apt-get."
  local log
  log=$(mktemp)
  # A machine that has just started may be at its own updates, and a list that could not be fetched is no success.
  local patient=(-o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o APT::Update::Error-Mode=any)
  if ! { apt-get "${patient[@]}" update && apt-get "${patient[@]}" install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "apt-get failed; its whole output is in $log." >&2
    return 1
  fi
  rm -f "$log"
}

#!/usr/bin/env bash
# Runs all checks and tests: ./test.sh
# Without the projects in integration-tests/, each of which is a build of its own: ./test.sh --fast
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"

integration=true
case "$#:${1-}" in
  0:) ;;
  1:--fast) integration=false ;;
  *)
    echo "usage: ./test.sh [--fast]" >&2
    exit 2
    ;;
esac
source .ci/setup.sh

set_up_tests() {
  set_up || return
  if $integration; then
    set_up_node
  fi
}

check_format() {
  maven spotless:check
}

check_and_test() {
  maven -Dspotless.check.skip -DskipITs verify
}

run_projects() {
  maven -Dspotless.check.skip -Dchecks.skip -DskipTests verify
}

step "Set-up" set_up_tests
step "Format" check_format
step "Compiler warnings, Error Prone, architecture, unit tests, javadoc" check_and_test
if $integration; then
  step "Integration tests: real Maven projects" run_projects
  summary "Everything has passed."
else
  summary "Everything but the integration tests has passed; they were left out."
fi

#!/usr/bin/env bash
# Builds the library and runs the small project in integration-tests/demo with it: ./demo.sh
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
source .ci/setup.sh

build() {
  maven -Dfast -DskipTests install
}

run_demo() {
  local version
  version=$(sed -n 's/^version=//p' target/classes/META-INF/browser-session/keeper.properties)
  maven -f integration-tests/demo/pom.xml -Djunit-browser-session.version="$version" clean test
}

step "Set-up" set_up
step "Build" build
step "Demo: integration-tests/demo" run_demo
summary "The demo has passed. Its tests are in integration-tests/demo/src/test/java/example."

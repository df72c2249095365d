#!/bin/bash
# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
    cat <<'END'
Usage: tests/run.sh [CTEST ARGUMENT]...

Installs what the tests need (Debian packages that are missing), configures and builds the preset
"test" in build/test, and runs every test with ctest, whose summary is printed last. The exit status
is not 0 when a test fails.

  tests/run.sh                 everything, about twenty minutes on two cores
  tests/run.sh -L unit         without the end-to-end tests
  tests/run.sh -L e2e          only them: real registry, Docker Engine, podman, skopeo, systemd
  tests/run.sh -R reload       tests whose name holds "reload"

What this machine cannot do (no root, no Docker Engine, no systemd) is reported as skipped, with the
reason in the test's output. What the end-to-end tests' programs printed stays in build/test/e2e/artifacts.
END
}

case ${1:-} in
    -h | --help)
        usage
        exit 0
        ;;
esac

packaging/install-dependencies.sh build test
cmake --preset test
cmake --build --preset test

exec ctest --preset test --parallel "$(nproc)" "$@"

#!/bin/bash
# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

usage() {
    cat <<'END'
Usage: tests/bench/run.sh [--json] [--seconds N] [--only TEXT]
       tests/bench/run.sh --console [--rows N] [--seconds N]

Installs what the build needs (Debian packages that are missing), builds the preset "bench" (the
release with its measurements) in build/bench, measures wharfgated on this machine, and prints each
figure beside its limit from the same run. Needs an idle machine; takes about two minutes.

  --json       one JSON object instead of a table
  --seconds N  length of each case, 1 to 600 (default: 3)
  --only TEXT  only the case of that name, or else those whose names hold TEXT
  --console    measure the console instead, without a display: large configurations, filters over N
               log rows (default: 1,000,000), and 5,000 decisions a second coming in; takes a minute.
               The exit status is 1 if a goal is missed

resources/docs/performance.md says how to read the table.
END
}

build() {
    {
        packaging/install-dependencies.sh build
        cmake --preset bench
        cmake --build --preset bench --target "$@"
    } >&2
}

for argument in "$@"; do
    case $argument in
        -h | --help)
            usage
            exit 0
            ;;
    esac
done

if [[ ${1:-} == --console ]]; then
    shift
    build console_bench
    exec build/bench/tests/bench/console/console_bench "$@"
fi
build wharfgated token_bench
exec build/bench/tests/bench/token_bench --daemon build/bench/daemon/wharfgated "$@"

#!/bin/bash
# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

usage() {
    cat <<'END_OF_USAGE'
Usage: tests/gui/screenshots.sh [FOLDER]

Renders every page and dialog of the console, on a demo daemon that is started for it, into
FOLDER/light, FOLDER/dark (1280 x 800), FOLDER/light-200 and FOLDER/dark-200 (the same at 200 %), and
FOLDER/chinese. Needs no display. FOLDER is build/screenshots if left out.
END_OF_USAGE
}

case ${1:-} in
    -h | --help)
        usage
        exit 0
        ;;
esac

folder=${1:-build/screenshots}
packaging/install-dependencies.sh build test
cmake --preset test >/dev/null
cmake --build --preset test --target wharfgate_screenshots

# Nothing of the user's own desktop or settings plays a part.
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
render() {
    local name=$1 scale=$2
    shift 2
    echo "$folder/$name"
    env HOME="$home" XDG_CONFIG_HOME="$home" QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR="$scale" \
        build/test/tests/gui/screenshots/wharfgate_screenshots --folder "$folder/$name" "$@" >/dev/null
}

render light 1
render dark 1 --dark
render light-200 2
render dark-200 2 --dark
render chinese 1 --locale zh_CN

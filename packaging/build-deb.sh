#!/bin/bash
# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail

source_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
    cat <<'END'
Usage: packaging/build-deb.sh [OPTION]...

Builds the Debian packages wharfgate-daemon and wharfgate-console for Debian 12 and prints their paths.
Missing Debian packages that the build needs are installed first; only that needs root or sudo.

      --output FOLDER  where the packages go (default: build/deb/packages)
      --build FOLDER   package what is built there already instead of building (a CMake build folder)
      --daemon-only    leave the console out, which needs fewer packages to build
      --help           show this text
END
}

fail() {
    printf 'build-deb.sh: %s\n' "$1" >&2
    exit 1
}

output=$source_folder/build/deb/packages
build=
console=ON
while (($# > 0)); do
    case $1 in
        --help | -h)
            usage
            exit 0
            ;;
        --output | --build)
            [[ -n ${2:-} ]] || fail "$1 needs a folder; see --help."
            if [[ $1 == --output ]]; then output=$2; else build=$2; fi
            shift
            ;;
        --daemon-only) console=OFF ;;
        *) fail "unknown argument '$1'; see --help." ;;
    esac
    shift
done

if [[ -z $build ]]; then
    group=build
    [[ $console == ON ]] || group="build-daemon"
    "$source_folder/packaging/install-dependencies.sh" "$group" package >&2
    build=$source_folder/build/deb/build
    cmake -S "$source_folder" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_CXX_FLAGS_RELEASE="-O2 -DNDEBUG" -DCMAKE_INSTALL_PREFIX=/usr \
        -DWHARFGATE_TESTS=OFF -DWHARFGATE_GUI="$console" >&2
    cmake --build "$build" >&2
else
    [[ -e $build/CPackConfig.cmake ]] || fail "$build is no folder that CMake has configured."
    "$source_folder/packaging/install-dependencies.sh" package >&2
fi

mkdir -p "$output"
output=$(cd "$output" && pwd)
# Files keep the modes that the install rules give, whatever the caller's umask.
umask 022
(cd "$build" && cpack -G DEB -B "$output" >"$output/cpack.log") || {
    tail -n 20 "$output/cpack.log" >&2
    fail "CPack failed; the lines above say why."
}
rm -rf "$output/_CPack_Packages"
ls "$output"/*.deb

#!/bin/bash
# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail

usage() {
    cat <<'END'
Usage: packaging/install-dependencies.sh [--dry-run] GROUP...

Installs the Debian packages of the named groups that are missing; does nothing when none is.

  build         compiler, CMake and the libraries that Wharfgate is built with
  build-daemon  the same for wharfgated alone
  package       what packaging/build-deb.sh makes packages with
  quickstart    the registry and the client that packaging/quickstart.sh starts
  test          the clients, engines and checkers that tests/run.sh uses

Needs root or sudo only when something is missing. Services of installed packages are not started.
END
}

fail() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    exit 1
}

packages_of() {
    case $1 in
        build)
            packages_of build-daemon
            echo ccache qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
            ;;
        build-daemon)
            echo g++ cmake ninja-build pkg-config qt6-base-dev libgl-dev libssl-dev libyaml-cpp-dev \
                libre2-dev libcrypt-dev libexpected-dev libboost-dev libsystemd-dev
            ;;
        package)
            echo dpkg-dev file gzip
            ;;
        quickstart)
            echo docker-registry skopeo openssl
            ;;
        test)
            echo docker-registry skopeo openssl docker.io podman busybox-static curl python3 git \
                clang-format-14 shellcheck xvfb fonts-dejavu-core fonts-noto-cjk openssh-client \
                debootstrap systemd systemd-container lintian appstream desktop-file-utils groff man-db \
                nginx haproxy faketime python3-yaml docker-compose
            packages_of package
            ;;
        *)
            fail "unknown group '$1'; see --help."
            ;;
    esac
}

is_installed() {
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# Debian starts the services of a freshly installed package (docker-registry would take port 5000).
# While this file says 101 they stay stopped; an administrator's own file is left alone.
policy=/usr/sbin/policy-rc.d

install_as_root() {
    local placed=no status=0
    if [[ ! -e $policy ]]; then
        "${elevate[@]}" sh -c "printf '#!/bin/sh\nexit 101\n' >$policy && chmod 755 $policy"
        placed=yes
    fi
    "${elevate[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        "$@" >"$log" 2>&1 || status=$?
    if [[ $placed == yes ]]; then
        "${elevate[@]}" rm -f "$policy"
    fi
    return "$status"
}

# On a machine with systemd a new service would start at the next boot.
disable_new_services() {
    [[ -d /run/systemd/system ]] || return 0
    local package
    for package in "$@"; do
        if [[ $package == docker-registry ]]; then
            "${elevate[@]}" systemctl disable --quiet docker-registry.service || true
        fi
    done
}

dry_run=no
declare -a wanted=() missing=() elevate=()
for argument in "$@"; do
    case $argument in
        -h | --help)
            usage
            exit 0
            ;;
        --dry-run) dry_run=yes ;;
        -*) fail "unknown option '$argument'; see --help." ;;
        *)
            list=$(packages_of "$argument")
            read -r -d '' -a group <<<"$list" || true
            wanted+=("${group[@]}")
            ;;
    esac
done
if ((${#wanted[@]} == 0)); then
    fail "name at least one group; see --help."
fi
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    fail "this machine is not a Debian one: install by hand the equivalents of: ${wanted[*]}"
fi

declare -A seen=()
for package in "${wanted[@]}"; do
    if [[ -z ${seen[$package]:-} ]] && ! is_installed "$package"; then
        missing+=("$package")
    fi
    seen[$package]=1
done
if ((${#missing[@]} == 0)); then
    exit 0
fi
if [[ $dry_run == yes ]]; then
    printf '%s\n' "${missing[@]}"
    exit 0
fi

if ((EUID != 0)); then
    command -v sudo >/dev/null ||
        fail "packages are missing and this is neither root nor a machine with sudo; as root run: apt-get install ${missing[*]}"
    if ! sudo -n true 2>/dev/null && [[ ! -t 0 ]]; then
        fail "packages are missing and sudo wants a password; run in a terminal, or as root: apt-get install ${missing[*]}"
    fi
    elevate=(sudo)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
printf 'Installing %s\n' "${missing[*]}"
if ! "${elevate[@]}" apt-get update >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    fail "apt-get update failed; the lines above say why."
fi
if ! install_as_root "${missing[@]}"; then
    tail -n 15 "$log" >&2
    fail "apt-get could not install ${missing[*]}; the lines above say why."
fi
disable_new_services "${missing[@]}"

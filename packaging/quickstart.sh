#!/bin/bash
# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail

source_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=$source_folder/build/quickstart
registry_port=5000
auth_port=
daemon=
console=
open_console=yes
check=no
readonly check_account=quickstart-check
readonly check_image=$check_account/image

usage() {
    cat <<END
Usage: packaging/quickstart.sh [OPTION]...

Builds Wharfgate, creates a workspace (certificates, an admin with a random password, rules), starts
a Docker registry that trusts its tokens, opens the console when there is a display, and shows every
decision until Ctrl-C, which stops all of them.
Missing Debian packages are installed first; only that needs root or sudo.

      --check               push and pull an image with skopeo, show the two decisions, stop, exit 0
      --folder FOLDER       workspace (default: build/quickstart in the source folder); used again
                            when it exists
      --registry-port PORT  port of the registry on 127.0.0.1 (default: 5000)
      --auth-port PORT      port of wharfgated on 127.0.0.1 (default: 5001)
      --daemon FILE         use this wharfgated instead of building one
      --no-console          do not open the console
      --help                show this text

To start afresh, delete the workspace.
END
}

fail() {
    printf 'quickstart.sh: %s\n' "$1" >&2
    exit 1
}

value_of() {
    [[ -n ${2:-} ]] || fail "$1 needs a value; see --help."
    printf '%s\n' "$2"
}

port_of() {
    local port=${2:-}
    if ! [[ $port =~ ^[1-9][0-9]{0,4}$ ]] || ((port > 65535)); then
        fail "$1 needs a port between 1 and 65535; see --help."
    fi
    printf '%s\n' "$port"
}

parse_arguments() {
    while (($# > 0)); do
        case $1 in
            --help | -h)
                usage
                exit 0
                ;;
            --check) check=yes ;;
            --no-console) open_console=no ;;
            --folder)
                folder=$(value_of "$1" "${2:-}")
                shift
                ;;
            --daemon)
                daemon=$(value_of "$1" "${2:-}")
                shift
                ;;
            --registry-port)
                registry_port=$(port_of "$1" "${2:-}")
                shift
                ;;
            --auth-port)
                auth_port=$(port_of "$1" "${2:-}")
                shift
                ;;
            *) fail "unknown argument '$1'; see --help." ;;
        esac
        shift
    done
}

# A port that answers is taken; the subshell closes the connection.
require_free_port() {
    if (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
        fail "port $1 is in use: stop the program that has it, or choose another port with $2."
    fi
}

has_display() {
    [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]
}

wants_console() {
    [[ $check == no && $open_console == yes ]] && has_display
}

build_daemon() {
    if [[ -n $daemon ]]; then
        [[ -x $daemon ]] || fail "$daemon is not a program."
        daemon=$(realpath "$daemon")
        console=$(dirname "$daemon")/../gui/wharfgate
        return
    fi
    local -a targets=(wharfgated)
    if wants_console; then
        targets+=(wharfgate)
    fi
    local log=$source_folder/build/quickstart-build.log
    if ! mkdir -p "$source_folder/build" 2>/dev/null || ! (: >"$log") 2>/dev/null; then
        fail "$source_folder/build cannot be written: run this as the user who owns it."
    fi
    echo "Building ${targets[*]} (some minutes the first time; progress in $log)"
    if ! (cd "$source_folder" && cmake --preset release &&
        cmake --build --preset release --target "${targets[@]}") >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        fail "the build failed; the lines above say why, all of them are in $log."
    fi
    daemon=$source_folder/build/release/daemon/wharfgated
    console=$source_folder/build/release/gui/wharfgate
}

# The port in the first `addr:` of the configuration, which is the server's.
configured_port() {
    sed -n 's/^[[:space:]]*addr:[[:space:]]*"\{0,1\}[^"#]*:\([0-9]\{1,5\}\).*$/\1/p' "$configuration" |
        head -n 1
}

choose_auth_port() {
    if [[ ! -e $configuration ]]; then
        auth_port=${auth_port:-5001}
        return
    fi
    local port
    port=$(configured_port)
    if [[ -z $port ]]; then
        fail "no 'addr: HOST:PORT' found in $configuration."
    fi
    auth_port=${auth_port:-$port}
}

# A workspace made with another port gets the one that was asked for.
write_auth_port() {
    local port
    [[ -e $configuration ]] || return 0
    port=$(configured_port)
    [[ $auth_port != "$port" ]] || return 0
    sed -i "0,/^\([[:space:]]*addr:.*:\)$port/s//\1$auth_port/" "$configuration"
    echo "Changed addr in $configuration from port $port to $auth_port."
}

create_workspace() {
    if [[ -e $configuration ]]; then
        echo "Using the workspace $folder again (the admin's password was shown when it was created)."
    else
        "$daemon" init "$folder" --listen "127.0.0.1:$auth_port" |
            sed -n '/^account:/p; s/^password: .*/& (shown this once)/p' ||
            fail "the workspace $folder could not be created; the line above says why."
    fi
    mkdir -p "$folder/logs" "$folder/registry" "$folder/trust" "$folder/run" 2>/dev/null ||
        fail "the workspace $folder cannot be written: run this as its owner or choose another --folder."
    # skopeo and podman read a folder of certificates and refuse one with unpaired keys in it.
    cp "$folder/ssl/ca.crt" "$folder/trust/ca.crt"
}

# --check needs a password on later runs too, and the admin's is kept nowhere: so it has an account
# of its own, which may push to the repositories under its name as the workspace's rules allow
# everybody. Its password stands in a file of mode 0600.
create_check_account() {
    local password_file=$folder/$check_account.password hash
    [[ ! -e $password_file ]] || return 0
    (umask 077 && openssl rand -hex 16 >"$password_file")
    hash=$(tr -d '\n' <"$password_file" | "$daemon" hash-password) || {
        rm -f "$password_file"
        fail "the password of $check_account could not be hashed; the line above says why."
    }
    # The new entry goes first, with the indentation of the entries that are there. The values come
    # through the environment: awk would take a backslash in -v for an escape.
    (umask 077 && HASH=$hash ACCOUNT=$check_account awk '
        in_users && /^ *[^ #]/ {
            match($0, /^ */)
            indent = substr($0, 1, RLENGTH)
            printf "%s%s:   # for packaging/quickstart.sh --check\n", indent, ENVIRON["ACCOUNT"]
            printf "%s  password: \"%s\"\n", indent, ENVIRON["HASH"]
            printf "%s", comments
            in_users = 0
            comments = ""
        }
        in_users { comments = comments $0 "\n"; next }
        { print }
        /^users:[ ]*(#.*)?$/ { in_users = 1 }
        END { printf "%s", comments }
    ' "$configuration" >"$configuration.new")
    if ! "$daemon" check "$configuration.new" >"$folder/logs/check.log" 2>&1; then
        rm -f "$password_file" "$configuration.new"
        fail "the account $check_account could not be added to $configuration; see $folder/logs/check.log."
    fi
    mv "$configuration.new" "$configuration"
}

write_registry_configuration() {
    # A random one is made at each start and lets no upload in progress survive a restart.
    local secret_file=$folder/registry/http-secret
    [[ -e $secret_file ]] || (umask 077 && openssl rand -hex 32 >"$secret_file")
    (umask 077 && cat >"$folder/registry.yml") <<END
# Written by packaging/quickstart.sh at each start.
version: 0.1
log:
  level: info
storage:
  filesystem:
    rootdirectory: "$folder/registry/data"
  delete:
    enabled: true
http:
  addr: "127.0.0.1:$registry_port"
  secret: "$(<"$secret_file")"
  tls:
    certificate: "$folder/ssl/server.crt"
    key: "$folder/ssl/server.key"
auth:
  token:
    realm: "https://localhost:$auth_port/auth"
    service: "Docker registry"
    issuer: "Wharfgate"
    rootcertbundle: "$folder/ssl/ca.crt"
END
}

registry_pid=
daemon_pid=
console_pid=
tail_pid=

# shellcheck disable=SC2317 # called by traps
stop_all() {
    local pid
    for pid in $tail_pid $console_pid $registry_pid $daemon_pid; do
        if kill -TERM "$pid" 2>/dev/null; then
            wait "$pid" 2>/dev/null || true
        fi
    done
    tail_pid='' console_pid='' registry_pid='' daemon_pid=''
}

# wait_until_ready PID NAME LOG PATTERN
wait_until_ready() {
    local attempt
    for ((attempt = 0; attempt < 150; ++attempt)); do
        if grep -q -- "$4" "$3"; then
            return
        fi
        if ! kill -0 "$1" 2>/dev/null; then
            break
        fi
        sleep 0.1
    done
    tail -n 10 "$3" >&2
    fail "$2 did not start; the lines above say why, all of them are in $3."
}

start_all() {
    trap stop_all EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    # Relative paths in the configuration start at the workspace.
    (cd "$folder" && RUNTIME_DIRECTORY=$folder/run exec "$daemon" serve "$configuration") >"$daemon_log" 2>&1 </dev/null &
    daemon_pid=$!
    wait_until_ready "$daemon_pid" wharfgated "$daemon_log" 'service.listening'
    (cd "$folder" && exec docker-registry serve "$folder/registry.yml") >"$registry_log" 2>&1 </dev/null &
    registry_pid=$!
    wait_until_ready "$registry_pid" docker-registry "$registry_log" 'listening on'
}

print_instructions() {
    cat <<END

The registry is ready at localhost:$registry_port. With the Docker client, in another terminal:

  docker login --username admin localhost:$registry_port
  docker pull busybox
  docker tag busybox localhost:$registry_port/demo/busybox
  docker push localhost:$registry_port/demo/busybox
  docker pull localhost:$registry_port/demo/busybox

Docker does not check certificates of localhost. Other clients need the workspace's CA: as an option,
or for programs written in Go in the variable SSL_CERT_FILE=$folder/trust/ca.crt

  skopeo login --cert-dir "$folder/trust" --username admin localhost:$registry_port
  podman login --cert-dir "$folder/trust" --username admin localhost:$registry_port
  curl --cacert "$folder/trust/ca.crt" https://localhost:$registry_port/v2/

Users and rules: $configuration (read again when it changes)
Registry's log:  $registry_log

Decisions (Ctrl-C stops wharfgated and the registry):
END
}

start_console() {
    if [[ $open_console == no ]]; then
        return
    fi
    if ! has_display; then
        echo "No display here, so the console is not opened. On a desktop of this machine:"
        echo "  build/release/gui/wharfgate $folder/run/control.sock"
    elif [[ ! -x $console ]]; then
        echo "No console beside $daemon; build the target wharfgate."
    else
        "$console" "$folder/run/control.sock" >"$folder/logs/wharfgate.log" 2>&1 </dev/null &
        console_pid=$!
    fi
}

follow_decisions() {
    tail -n +1 -f "$daemon_log" &
    tail_pid=$!
    local status=0
    wait -n "$daemon_pid" "$registry_pid" || status=$?
    if kill -0 "$daemon_pid" 2>/dev/null; then
        fail "docker-registry ended by itself with status $status; see $registry_log."
    fi
    fail "wharfgated ended by itself with status $status; see $daemon_log."
}

# An OCI image of one layer with one file, made here so that --check needs no other registry.
make_image() {
    local layout=$1 blobs=$1/blobs/sha256 content layer config manifest size
    mkdir -p "$blobs" "$layout/root"
    printf 'Made by quickstart.sh --check, %s\n' "$(openssl rand -hex 8)" >"$layout/root/hello.txt"
    add_blob() {
        local digest
        digest=$(sha256sum <"$1" | cut -d ' ' -f 1)
        mv "$1" "$blobs/$digest"
        printf '%s\n' "$digest"
    }
    # Compressed, for skopeo would compress it on the way and the digest would change.
    tar -C "$layout/root" --owner=0 --group=0 -cf "$layout/layer" hello.txt
    rm -r "$layout/root"
    content=$(sha256sum <"$layout/layer" | cut -d ' ' -f 1)
    gzip -n "$layout/layer"
    mv "$layout/layer.gz" "$layout/layer"
    local layer_size config_size
    layer_size=$(stat -c %s "$layout/layer")
    layer=$(add_blob "$layout/layer")
    printf '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
        "$content" >"$layout/config"
    config_size=$(stat -c %s "$layout/config")
    config=$(add_blob "$layout/config")
    printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%d},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:%s","size":%d}]}' \
        "$config" "$config_size" "$layer" "$layer_size" >"$layout/manifest"
    size=$(stat -c %s "$layout/manifest")
    manifest=$(add_blob "$layout/manifest")
    printf '{"imageLayoutVersion":"1.0.0"}' >"$layout/oci-layout"
    printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%d,"annotations":{"org.opencontainers.image.ref.name":"latest"}}]}' \
        "$manifest" "$size" >"$layout/index.json"
}

# run_skopeo WHAT ARGUMENT...
run_skopeo() {
    local what=$1
    shift
    echo "$what"
    if ! skopeo "$@" >"$folder/logs/skopeo.log" 2>&1; then
        cat "$folder/logs/skopeo.log" >&2
        fail "the $what failed; the lines above say why."
    fi
}

check_push_and_pull() {
    local scratch reference auth
    scratch=$(mktemp -d)
    # shellcheck disable=SC2064 # the folder of now
    trap "rm -rf '$scratch'; stop_all" EXIT
    reference=docker://localhost:$registry_port/$check_image:latest
    auth=$scratch/auth.json
    make_image "$scratch/image"
    skopeo login --authfile "$auth" --cert-dir "$folder/trust" --username "$check_account" \
        --password-stdin "localhost:$registry_port" \
        <"$folder/$check_account.password" >"$folder/logs/skopeo.log" 2>&1 || {
        cat "$folder/logs/skopeo.log" >&2
        fail "the login of $check_account failed; the lines above say why."
    }
    run_skopeo "push of localhost:$registry_port/$check_image" --insecure-policy copy \
        --authfile "$auth" --dest-cert-dir "$folder/trust" "oci:$scratch/image:latest" "$reference"
    run_skopeo "pull of localhost:$registry_port/$check_image" --insecure-policy copy \
        --authfile "$auth" --src-cert-dir "$folder/trust" "$reference" "dir:$scratch/pulled"
    local pushed pulled
    pushed=$(sed -n 's/.*"digest":"sha256:\([0-9a-f]*\)".*/\1/p' "$scratch/image/index.json")
    pulled=$(sha256sum <"$scratch/pulled/manifest.json" | cut -d ' ' -f 1)
    [[ $pushed == "$pulled" ]] ||
        fail "the image that was pulled is not the one that was pushed ($pulled instead of $pushed)."
    echo "Decisions of wharfgated:"
    grep -- "repository:$check_image:" "$daemon_log" ||
        fail "wharfgated recorded no decision on $check_image; see $daemon_log."
    echo "The image came back as it was pushed (sha256:$pushed)."
}

main() {
    parse_arguments "$@"
    local -a groups=(quickstart)
    [[ -n $daemon ]] || groups+=(build)
    # It says itself why it fails.
    "$source_folder/packaging/install-dependencies.sh" "${groups[@]}" || exit 1
    folder=$(realpath -m "$folder")
    configuration=$folder/wharfgate.yml
    daemon_log=$folder/logs/wharfgated.log
    registry_log=$folder/logs/docker-registry.log
    choose_auth_port
    [[ $auth_port != "$registry_port" ]] ||
        fail "the registry and wharfgated cannot both have port $auth_port; see --registry-port and --auth-port."
    require_free_port "$registry_port" --registry-port
    require_free_port "$auth_port" --auth-port
    build_daemon
    write_auth_port
    create_workspace
    create_check_account
    write_registry_configuration
    start_all
    if [[ $check == yes ]]; then
        check_push_and_pull
        exit 0
    fi
    print_instructions
    start_console
    follow_decisions
}

main "$@"

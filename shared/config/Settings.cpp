// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/Settings.h"

#include "shared/config/SettingReaders.h"

#include <algorithm>
#include <array>

namespace wharfgate::config {

namespace {

using C = Configuration;
using E = ExternalProgram;
constexpr auto kDockerAuth = Setting::Origin::DockerAuth;
constexpr auto kOwn = Setting::Origin::Own;
constexpr auto kUnsupported = Setting::Origin::Unsupported;

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kHour = 3'600'000;
constexpr std::uint64_t kMiB = 1'048'576;

constexpr std::array kSettings{
    Setting{"server", "section", "", kDockerAuth, "Where and how to listen.",
            readSection<&C::server>},
    Setting{"server.addr", "address", "", kDockerAuth,
            "Required. `:5001` is port 5001 on every address; `127.0.0.1:5001`, `[::1]:5001`; with "
            "`net: unix` the path of the socket.",
            readText<&C::server, &Server::addr>},
    Setting{"server.net", "tcp or unix", "tcp", kDockerAuth,
            "`unix` listens on a Unix domain socket. Its clients have no address, so that "
            "`real_ip_header` is needed.",
            readNet},
    Setting{"server.path_prefix", "text", "", kDockerAuth,
            "Put before every path, for a server that shares its name with others: `/docker` makes "
            "the realm `…/docker/auth`. Begins with a slash.",
            readText<&C::server, &Server::pathPrefix>},
    Setting{
        "server.real_ip_header", "text", "", kDockerAuth,
        "Name of the header in which a proxy passes the client's address. A request without it is "
        "refused with 400. Anyone who reaches the port can write it, so set `trusted_proxies` too.",
        readText<&C::server, &Server::realIpHeader>},
    Setting{"server.real_ip_pos", "integer", "0", kDockerAuth,
            "Which of several addresses in the header counts, from 0; negative ones count from the "
            "end, `-1` is the last.",
            readInteger<&C::server, &Server::realIpPos, -1000, 1000>},
    Setting{"server.certificate", "file", "", kDockerAuth,
            "Certificate chain (PEM) of the HTTPS server. Without it and `key` the server speaks "
            "plain HTTP.",
            readText<&C::server, &Server::certificate>},
    Setting{"server.key", "file", "", kDockerAuth, "Private key (PEM) of the certificate.",
            readText<&C::server, &Server::key>},
    Setting{"server.hsts", "true or false", "false", kDockerAuth,
            "Sends `Strict-Transport-Security`, so that browsers insist on HTTPS for two years.",
            readBoolean<&C::server, &Server::hsts>},
    Setting{"server.tls_min_version", "TLS10, TLS11, TLS12 or TLS13", "TLS12", kDockerAuth,
            "The oldest protocol accepted; a number as in the TLS registry (`0x0303`) works too.",
            readTlsMinVersion},
    Setting{"server.tls_curve_preferences", "list of P256, P384, P521, X25519", "", kDockerAuth,
            "Curves for key exchange, in order of preference.", readTlsCurves},
    Setting{"server.tls_cipher_suites", "list of text", "", kDockerAuth,
            "Cipher suites of TLS 1.2 by their IANA names. Those of TLS 1.3 cannot be chosen.",
            readTlsCipherSuites},
    Setting{"server.letsencrypt", "section", "", kUnsupported,
            "Not supported yet; without an `email` in it, it is ignored.", readLetsEncrypt},
    Setting{"server.letsencrypt.email", "text", "", kUnsupported, "Not supported yet.", nullptr},
    Setting{"server.letsencrypt.host", "text", "", kUnsupported, "Not supported yet.", nullptr},
    Setting{"server.letsencrypt.cache_dir", "folder", "", kUnsupported, "Not supported yet.",
            nullptr},
    Setting{
        "server.trusted_proxies", "list of networks", "", kOwn,
        "Addresses and networks of the proxies whose `real_ip_header` is believed; the header of "
        "others is ignored. Without this list it is believed from anyone, as docker_auth does.",
        readTrustedProxies},
    Setting{"server.threads", "integer", "0", kOwn,
            "Network threads; 0 is one for each processor core.",
            readInteger<&C::server, &Server::threads, 0, 1024>},

    Setting{"token", "section", "", kDockerAuth, "The tokens that are issued.",
            readSection<&C::token>},
    Setting{"token.issuer", "text", "", kDockerAuth,
            "Required. Must be the same as `auth.token.issuer` in the registry's configuration.",
            readText<&C::token, &Token::issuer>},
    Setting{"token.expiration", "seconds", "", kDockerAuth,
            "Required. How long a token is good; 900 is usual.", readExpiration},
    Setting{"token.certificate", "file", "", kDockerAuth,
            "Certificate (PEM) whose key signs the tokens; the registry's `rootcertbundle` holds "
            "it. Without it the server's is used.",
            readText<&C::token, &Token::certificate>},
    Setting{"token.key", "file", "", kDockerAuth, "Private key (PEM) of that certificate.",
            readText<&C::token, &Token::key>},
    Setting{"token.disable_legacy_key_id", "true or false", "false", kDockerAuth,
            "Sends the key id of RFC 7638 instead of the legacy one; `kid_format` says it better.",
            readBoolean<&C::token, &Token::disableLegacyKeyId>},
    Setting{"token.kid_format", "legacy, rfc7638, registry-3.0 or x5c", "legacy", kOwn,
            "How the token names its key. `legacy`: registry 2.x. `rfc7638`: registry 3.1 and "
            "later, and 3.0 for RSA keys. `registry-3.0`: registry 3.0 for EC keys. `x5c`: the "
            "certificate itself is in the token, which every version accepts. Without it "
            "`disable_legacy_key_id` decides.",
            readKidFormat},
    Setting{"token.serve_jwks", "true or false", "false", kOwn,
            "Serves the public key as a JSON Web Key Set at `/jwks.json`. A registry reads its "
            "`jwks` from a file, so fetch it from here or with `wharfgated export-jwks`.",
            readBoolean<&C::token, &Token::serveJwks>},
    Setting{"token.reuse", "duration", "10s", kOwn,
            "For so long the same user gets the same token again for the same service and the same "
            "permissions, with what is left of its lifetime: signing costs more than all the rest. "
            "Never longer than a tenth of `expiration`; `0s` signs a token for every request.",
            readDuration<&C::token, &Token::reuse, 0, kHour>},

    Setting{"users", "mapping of user names", "", kDockerAuth,
            "Users with their passwords. The user `\"\"` is everybody who does not log in. An "
            "empty mapping, `{}`, lets nobody in.",
            readUsers},
    Setting{"users.*", "section", "", kDockerAuth, "One user.", nullptr},
    Setting{
        "users.*.password", "password hash", "", kDockerAuth,
        "A bcrypt hash (`wharfgated hash-password`), or one of yescrypt, SHA-512 or SHA-256 from "
        "crypt(5). With `!` in front the account is locked. Without it any password is accepted.",
        nullptr},
    Setting{"users.*.labels", "mapping to lists of text", "", kDockerAuth,
            "Labels for rules: `labels: {group: [admins, vip]}`.", nullptr},

    Setting{"ext_auth", "section", "", kDockerAuth,
            "A program that checks passwords. It gets the account, a space and the password on "
            "standard input, and says with its exit status: 0 accepted, 1 refused, 2 not mine. "
            "Labels may follow as JSON on standard output.",
            readExtAuth},
    Setting{"ext_auth.command", "program", "", kDockerAuth,
            "Required. A path, or a name found by `$PATH`.", readText<&C::extAuth, &E::command>},
    Setting{"ext_auth.args", "list of text", "", kDockerAuth, "Its arguments.",
            readTexts<&C::extAuth, &E::args>},
    Setting{"ext_auth.timeout", "duration", "10s", kOwn,
            "After this the program and all it started are killed, and the login fails.",
            readDuration<&C::extAuth, &E::timeout, 100, kHour>},
    Setting{"ext_auth.max_concurrent", "integer", "16", kOwn, "How many may run at once.",
            readInteger<&C::extAuth, &E::maxConcurrent, 1, 10'000>},
    Setting{"ext_auth.max_queue", "integer", "256", kOwn,
            "How many requests may wait for one; more are answered with 503.",
            readInteger<&C::extAuth, &E::maxQueue, 0, 1'000'000>},
    Setting{"ext_auth.max_output", "size", "64KiB", kOwn,
            "How much it may write; a program that writes more has failed.",
            readSize<&C::extAuth, &E::maxOutputBytes, 1, 64 * kMiB>},
    Setting{
        "ext_auth.environment", "mapping to text", "", kOwn,
        "Variables for the program, besides `PATH`, `LANG`, `LC_*`, `HOME`, `TZ` and those that "
        "begin with `WHARFGATE_`. Without this key, `environment_file` and `pass_environment` the "
        "program gets the server's whole environment, as from docker_auth.",
        readExtAuthEnvironment},
    Setting{
        "ext_auth.environment_file", "file", "", kOwn,
        "More variables for the program, from lines `NAME=value` as in systemd's "
        "`EnvironmentFile=`: for secrets, which then stay out of this file. Read at start, at a "
        "reload, and when it changes. A variable of `environment` counts before it.",
        readText<&C::extAuth, &E::environmentFile>},
    Setting{
        "ext_auth.pass_environment", "list of text", "", kOwn,
        "Names of the server's own variables that the program gets, such as `CICD_SECRET`; with "
        "this list, `environment` or `environment_file` it gets no other.",
        readExtAuthPassEnvironment},
    Setting{"ext_auth.allow_spaces", "true or false", "false", kOwn,
            "Passes account names with white space too. The program then cannot tell where the "
            "name ends and the password begins.",
            readBoolean<&C::extAuth, &E::allowSpaces>},
    Setting{"ext_auth.allow_empty_password", "true or false", "false", kOwn,
            "Asks the program about empty passwords too.",
            readBoolean<&C::extAuth, &E::allowEmptyPassword>},
    Setting{"ext_auth.credential_cache", "duration", "0s", kOwn,
            "For so long the program is not asked again about an account and password that it has "
            "accepted, and its labels stay. A user it would refuse by then still gets in, so this "
            "is off unless it is set.",
            readDuration<&C::extAuth, &E::credentialCache, 0, kHour>},

    Setting{"acl", "list of rules", "", kDockerAuth,
            "Who may do what. The first rule that matches decides; if none does, nothing is "
            "granted. An empty list, `[]`, grants nothing to anybody.",
            readAcl},
    Setting{"acl[]", "section", "", kDockerAuth, "One rule.", nullptr},
    Setting{"acl[].match", "section", "", kDockerAuth,
            "Required. All conditions in it must hold; `{}` matches every request. A pattern is a "
            "glob, in which `*` does not cross a slash, or a regular expression between slashes, "
            "which matches anywhere unless it has `^` and `$`. `${account}`, `${type}`, `${name}`, "
            "`${service}` and `${labels:x}` are replaced in it.",
            nullptr},
    Setting{"acl[].match.account", "pattern", "", kDockerAuth,
            "The account; `\"\"` is everybody who did not log in.", nullptr},
    Setting{"acl[].match.type", "pattern", "", kDockerAuth,
            "What is asked for: `repository`, or `registry` for the catalog.", nullptr},
    Setting{"acl[].match.name", "pattern", "", kDockerAuth,
            "Its name: the repository, or `catalog`.", nullptr},
    Setting{"acl[].match.ip", "network", "", kDockerAuth,
            "The client's address, or its network: `10.0.0.0/8`.", nullptr},
    Setting{"acl[].match.service", "pattern", "", kDockerAuth,
            "The registry's `auth.token.service`.", nullptr},
    Setting{"acl[].match.labels", "mapping to patterns", "", kDockerAuth,
            "Of each label named here the user must have a value that matches.", nullptr},
    Setting{"acl[].actions", "list of text", "", kDockerAuth,
            "Required. What is granted of the requested actions: `pull`, `push`, `delete`; "
            "`[\"*\"]` is all of them, `[]` none.",
            nullptr},
    Setting{"acl[].comment", "text", "", kDockerAuth, "Shown where the rule decided.", nullptr},

    Setting{"ext_authz", "section", "", kDockerAuth,
            "A program that decides, asked where no rule of `acl` matched. It gets the request as "
            "JSON on standard input, and its exit status 0 grants every requested action, 1 none.",
            readExtAuthz},
    Setting{"ext_authz.command", "program", "", kDockerAuth,
            "Required. A path, or a name found by `$PATH`.", readText<&C::extAuthz, &E::command>},
    Setting{"ext_authz.args", "list of text", "", kDockerAuth, "Its arguments.",
            readTexts<&C::extAuthz, &E::args>},
    Setting{"ext_authz.timeout", "duration", "10s", kOwn, "As `ext_auth.timeout`.",
            readDuration<&C::extAuthz, &E::timeout, 100, kHour>},
    Setting{"ext_authz.max_concurrent", "integer", "16", kOwn, "As `ext_auth.max_concurrent`.",
            readInteger<&C::extAuthz, &E::maxConcurrent, 1, 10'000>},
    Setting{"ext_authz.max_queue", "integer", "256", kOwn, "As `ext_auth.max_queue`.",
            readInteger<&C::extAuthz, &E::maxQueue, 0, 1'000'000>},
    Setting{"ext_authz.max_output", "size", "64KiB", kOwn, "As `ext_auth.max_output`.",
            readSize<&C::extAuthz, &E::maxOutputBytes, 1, 64 * kMiB>},
    Setting{"ext_authz.environment", "mapping to text", "", kOwn, "As `ext_auth.environment`.",
            readExtAuthzEnvironment},
    Setting{"ext_authz.environment_file", "file", "", kOwn, "As `ext_auth.environment_file`.",
            readText<&C::extAuthz, &E::environmentFile>},
    Setting{"ext_authz.pass_environment", "list of text", "", kOwn,
            "As `ext_auth.pass_environment`.", readExtAuthzPassEnvironment},

    Setting{"limits", "section", "", kOwn, "What clients may use.", readSection<&C::limits>},
    Setting{"limits.max_connections", "integer", "20000", kOwn, "Connections in total.",
            readInteger<&C::limits, &Limits::maxConnections, 1, 10'000'000>},
    Setting{"limits.max_connections_per_address", "integer", "10000", kOwn,
            "Connections from one address.",
            readInteger<&C::limits, &Limits::maxConnectionsPerAddress, 1, 10'000'000>},
    Setting{"limits.request_line", "size", "128KiB", kOwn,
            "The first line of a request; more is answered with 414.",
            readSize<&C::limits, &Limits::requestLineBytes, 256, kMiB>},
    Setting{"limits.headers", "size", "256KiB", kOwn,
            "All header lines of a request; more is answered with 431.",
            readSize<&C::limits, &Limits::headerBytes, 1024, 16 * kMiB>},
    Setting{"limits.header_count", "integer", "100", kOwn,
            "Header lines of a request; more is answered with 431.",
            readInteger<&C::limits, &Limits::headerCount, 8, 10'000>},
    Setting{"limits.body", "size", "1MiB", kOwn,
            "The body of a request; more is answered with 413.",
            readSize<&C::limits, &Limits::bodyBytes, 1024, 64 * kMiB>},
    Setting{"limits.handshake_timeout", "duration", "10s", kOwn, "For the TLS handshake.",
            readDuration<&C::limits, &Limits::handshakeTimeout, 100, kHour>},
    Setting{"limits.header_timeout", "duration", "10s", kOwn,
            "From a request's first byte to the end of its headers.",
            readDuration<&C::limits, &Limits::headerTimeout, 100, kHour>},
    Setting{"limits.body_timeout", "duration", "30s", kOwn, "For the body of a request.",
            readDuration<&C::limits, &Limits::bodyTimeout, 100, kHour>},
    Setting{"limits.idle_timeout", "duration", "1m", kOwn,
            "Until a connection without a request is closed.",
            readDuration<&C::limits, &Limits::idleTimeout, kSecond, 24 * kHour>},
    Setting{"limits.password_threads", "integer", "0", kOwn,
            "Threads that check passwords; 0 is one less than there are processor cores, and at "
            "least one.",
            readInteger<&C::limits, &Limits::passwordThreads, 0, 1024>},
    Setting{"limits.password_queue", "integer", "256", kOwn,
            "How many password checks may wait; more are answered with 503.",
            readInteger<&C::limits, &Limits::passwordQueue, 1, 1'000'000>},
    Setting{"limits.credential_cache", "duration", "1m", kOwn,
            "For so long a password from `users` that was verified is known to be right, without "
            "being kept: of account, hash and password only an HMAC under a key that never leaves "
            "the process. Wrong ones are never remembered, and a reload forgets everything. `0s` "
            "verifies every time.",
            readDuration<&C::limits, &Limits::credentialCache, 0, kHour>},

    Setting{"log", "section", "", kOwn, "The log, written to standard error.",
            readSection<&C::log>},
    Setting{"log.level", "error, warning, info or debug", "info", kOwn, "What is logged.",
            readLogLevel},
    Setting{"log.format", "text or json", "text", kOwn, "`json` writes one object a line.",
            readLogFormat},

    Setting{"journal", "section", "", kOwn, "The record of every decision.",
            readSection<&C::journal>},
    Setting{"journal.file", "file", "", kOwn,
            "Written as JSON, one decision a line. Without it decisions go to the log only.",
            readText<&C::journal, &Journal::file>},
    Setting{"journal.max_size", "size", "64MiB", kOwn,
            "The file is set aside when it is larger than this.",
            readSize<&C::journal, &Journal::maxBytes, 4096, std::uint64_t{1024} * 1024 * kMiB>},
    Setting{"journal.max_files", "integer", "5", kOwn, "How many files set aside are kept.",
            readInteger<&C::journal, &Journal::maxFiles, 0, 1000>},

    Setting{"control", "section", "", kOwn, "The console: who may connect, and where.",
            readSection<&C::control>},
    Setting{"control.socket", "file", "", kOwn,
            "The socket that `wharfgate` and `wharfgated ctl` connect to, never open to everybody. "
            "Without this key it is `control.sock` in `$RUNTIME_DIRECTORY`, else in "
            "`/run/wharfgate` for root or in `$XDG_RUNTIME_DIR/wharfgate` for others; if that "
            "cannot be made the server runs without. `none` turns it off.",
            readControlSocket},
    Setting{"control.group", "text", "", kOwn,
            "The group of the socket: its members can reach it, if they are listed below.",
            readText<&C::control, &Control::group>},
    Setting{"control.admins", "list of text", "", kOwn,
            "Who may change things: names of users, or `@` and a group. Without this key root and "
            "the user of the server.",
            readControlAdmins},
    Setting{
        "control.viewers", "list of text", "", kOwn,
        "Who may look: names of users, or `@` and a group. They see neither password hashes nor "
        "keys.",
        readControlViewers},

    Setting{"tests", "list of cases", "", kOwn,
            "Decisions that must hold, which `wharfgated test` and the console check whenever the "
            "rules change. docker_auth passes over them.",
            readTests},
    Setting{"tests[]", "section", "", kOwn, "One case.", nullptr},
    Setting{"tests[].case", "text", "", kOwn, "What it is about.", nullptr},
    Setting{"tests[].account", "text", "", kOwn, "Who asks; without it nobody.", nullptr},
    Setting{"tests[].type", "text", "repository", kOwn, "The type of what is asked for.", nullptr},
    Setting{"tests[].name", "text", "", kOwn, "Its name.", nullptr},
    Setting{"tests[].service", "text", "", kOwn, "The registry's `service`.", nullptr},
    Setting{"tests[].ip", "address", "", kOwn, "Where the request comes from.", nullptr},
    Setting{"tests[].labels", "mapping to lists", "", kOwn,
            "Labels of the account; without this key its own in `users`.", nullptr},
    Setting{"tests[].actions", "list of text", "", kOwn, "What is asked for.", nullptr},
    Setting{"tests[].expect", "list of text", "", kOwn,
            "What must be granted, in any order; `[]` for nothing.", nullptr},
    Setting{"tests[].rule", "integer", "", kOwn,
            "The index of the rule that must decide, counted from 0.", nullptr},

    Setting{"google_auth", "section", "", kUnsupported, "Not supported yet.", readUnsupported},
    Setting{"github_auth", "section", "", kUnsupported, "Not supported yet.", readUnsupported},
    Setting{"oidc_auth", "section", "", kUnsupported, "Not supported yet.", readUnsupported},
    Setting{"gitlab_auth", "section", "", kUnsupported, "Not supported yet.", readUnsupported},
    Setting{"ldap_auth", "section", "", kUnsupported, "Not supported yet.", readUnsupported},
    Setting{"mongo_auth", "section", "", kUnsupported, "Not supported yet.", readUnsupported},
    Setting{"xorm_auth", "section", "", kUnsupported, "Not supported yet.", readUnsupported},
    Setting{"plugin_authn", "section", "", kUnsupported, "Not supported yet.", readUnsupported},
    Setting{"acl_mongo", "section", "", kUnsupported, "Not supported yet.", readUnsupported},
    Setting{"acl_xorm", "section", "", kUnsupported, "Not supported yet.", readUnsupported},
    Setting{"casbin_authz", "section", "", kUnsupported, "Not supported yet.", readUnsupported},
    Setting{"plugin_authz", "section", "", kUnsupported, "Not supported yet.", readUnsupported},
};

/// The part of a path before its last name, and that name. "acl[]" is below "acl".
std::pair<std::string_view, std::string_view> splitPath(std::string_view path)
{
    if (path.ends_with("[]"))
        return {path.substr(0, path.size() - 2), path.substr(path.size() - 2)};
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos)
        return {{}, path};
    return {path.substr(0, dot), path.substr(dot + 1)};
}

} // namespace

std::span<const Setting> settings()
{
    return kSettings;
}

const Setting *findSetting(std::string_view path)
{
    const auto *const found = std::find_if(kSettings.begin(), kSettings.end(),
                                           [&](const Setting &row) { return row.path == path; });
    return found == kSettings.end() ? nullptr : found;
}

std::vector<std::string_view> keysBelow(std::string_view path)
{
    std::vector<std::string_view> keys;
    for (const Setting &row : kSettings) {
        const auto [above, name] = splitPath(row.path);
        if (above == path && name != "*" && name != "[]")
            keys.push_back(name);
    }
    return keys;
}

std::string settingsReference()
{
    std::string out =
        "# The configuration file\n\n"
        "The format is docker_auth's. Settings marked *Wharfgate only* are ignored by docker_auth, "
        "so "
        "that one file serves both. `*` stands for a name of your choice. `wharfgated settings` "
        "prints "
        "this page, `wharfgated check FILE` finds mistakes. Durations are written `10s`, `500ms`, "
        "`1m30s`, or as seconds; sizes `64KiB`, `1MiB`, or as bytes.\n";
    for (const Setting &row : kSettings) {
        const bool isTopLevel = row.path.find_first_of(".[") == std::string_view::npos;
        out += isTopLevel ? "\n## `" : "\n### `";
        out += row.path;
        out += "`\n\n";
        std::string facts(row.type == "section" ? std::string_view() : row.type);
        if (!row.defaultValue.empty())
            facts += ", default `" + std::string(row.defaultValue) + '`';
        if (row.origin == Setting::Origin::Own)
            facts += facts.empty() ? "Wharfgate only" : "; Wharfgate only";
        if (!facts.empty())
            out += '*' + facts + "*  \n";
        out += std::string(row.description) + '\n';
        if (const std::string_view example = settingsExample(row.path); !example.empty())
            out += "\n```yaml\n" + std::string(example) + "```\n";
    }
    return out;
}

} // namespace wharfgate::config

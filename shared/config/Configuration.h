// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/IpAddress.h"
#include "shared/acl/Request.h"
#include "shared/acl/Rule.h"
#include "shared/base/Result.h"
#include "shared/config/TestCase.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The configuration file as plain values. Keys that docker_auth has keep its names and meaning;
/// the others are Wharfgate's own and docker_auth ignores them.
namespace wharfgate::config {

enum class TlsVersion
{
    Tls10,
    Tls11,
    Tls12,
    Tls13
};

/// `server:`
struct Server
{
    enum class Net
    {
        Tcp,
        Unix
    };
    std::string addr; // ":5001", "127.0.0.1:5001", "[::1]:5001", or a path for Net::Unix
    Net net = Net::Tcp;
    std::string pathPrefix; // "" or "/prefix"
    std::string realIpHeader;
    int realIpPos = 0;       // negative counts from the end
    std::string certificate; // file; both or neither
    std::string key;
    bool hsts = false;
    std::optional<TlsVersion> tlsMinVersion;      // absent: TLS 1.2
    std::vector<std::string> tlsCurvePreferences; // OpenSSL group names, in order; empty: default
    std::vector<std::string> tlsCipherSuites;     // IANA names as written; empty: default
    // Wharfgate's own
    std::optional<std::vector<acl::IpNetwork>>
        trustedProxies; // absent: header believed from anyone
    int threads = 0;    // network threads, 0: one per core
};

/// `token:`
struct Token
{
    enum class KidFormat
    {
        Legacy,
        Rfc7638,
        Registry30,
        X5c
    };
    std::string issuer;
    std::chrono::seconds expiration{0};
    std::string certificate; // files; resolved: the server's pair when absent here
    std::string key;
    bool disableLegacyKeyId = false;
    std::optional<KidFormat> kidFormat;      // own key; absent: as docker_auth
    bool serveJwks = false;                  // own key
    std::chrono::milliseconds reuse{10'000}; // own key; the tenth of expiration bounds it too
};

/// One entry of `users:`
struct User
{
    /// Absent: any password is accepted. A leading `!` locks the account.
    std::optional<std::string> passwordHash;
    acl::Labels labels;
    SourcePosition position;
};

/// `ext_auth:` and `ext_authz:`
struct ExternalProgram
{
    std::string command; // resolved by $PATH when it holds no slash
    std::vector<std::string> args;
    // Wharfgate's own
    std::chrono::milliseconds timeout{10'000};
    int maxConcurrent = 16;
    int maxQueue = 256;
    std::size_t maxOutputBytes = 65'536;
    std::map<std::string, std::string>
        environment;             // added to PATH, LANG, HOME, TZ and the WHARFGATE_ variables
    std::string environmentFile; // lines NAME=value, added likewise; empty: none
    std::vector<std::string> passEnvironment;     // names of the daemon's own variables passed on
    bool allowSpaces = false;                     // ext_auth: account names with white space
    bool allowEmptyPassword = false;              // ext_auth
    std::chrono::milliseconds credentialCache{0}; // ext_auth; 0: the program is always asked
    SourcePosition position;
};

/// `limits:` (own)
struct Limits
{
    int maxConnections = 20'000;
    int maxConnectionsPerAddress = 10'000;
    std::size_t requestLineBytes = 131'072;
    std::size_t headerBytes = 262'144;
    int headerCount = 100;
    std::size_t bodyBytes = 1'048'576;
    std::chrono::milliseconds handshakeTimeout{10'000};
    std::chrono::milliseconds headerTimeout{10'000};
    std::chrono::milliseconds bodyTimeout{30'000};
    std::chrono::milliseconds idleTimeout{60'000};
    int passwordThreads = 0; // 0: one less than the cores, at least one
    int passwordQueue = 256;
    std::chrono::milliseconds credentialCache{60'000}; // 0: every password is verified
};

/// `log:` (own)
struct Log
{
    enum class Level
    {
        Error,
        Warning,
        Info,
        Debug
    };
    enum class Format
    {
        Text,
        Json
    };
    Level level = Level::Info;
    Format format = Format::Text;

    bool operator==(const Log &) const = default;
};

/// `journal:` (own): where decision records go besides the log
struct Journal
{
    std::string file;                    // JSON lines; empty: none
    std::uint64_t maxBytes = 67'108'864; // rotated beyond it
    int maxFiles = 5;                    // rotated files kept
};

/// `control:` (own): the socket of the console. An entry of the lists is a user, or "@" and a
/// group.
struct Control
{
    std::string socket; // file; empty: in the runtime folder, "none": none
    std::string group;  // owner of the socket besides the server's user; empty: its own group
    std::optional<std::vector<std::string>> admins; // absent: root and the server's user
    std::vector<std::string> viewers;

    bool operator==(const Control &) const = default;
};

/// A whole configuration file, checked.
struct Configuration
{
    std::string
        file; // as given, for messages; relative paths in it are relative to the working directory
    Server server;
    Token token;
    std::map<std::string, User> users; // null entries (docker_auth: unknown user) are left out
    std::optional<ExternalProgram> extAuth;
    std::optional<ExternalProgram> extAuthz;
    std::optional<std::vector<acl::Rule>> acl; // absent: no acl section
    Limits limits;
    Log log;
    Journal journal;
    Control control;
    std::vector<TestCase> tests; // own: decisions that must hold
    /// Where each setting that the file has stands, by its path ("server.addr"); users and rules
    /// carry their own.
    std::map<std::string, SourcePosition> positions;
};

} // namespace wharfgate::config

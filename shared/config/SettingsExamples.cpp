// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/Settings.h"

#include <algorithm>
#include <array>
#include <utility>

namespace wharfgate::config {

namespace {

/// One example of each section, with every setting that it has. Together they are a configuration
/// without errors.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kExamples{{
    {"server", R"(server:
  addr: ":5001"
  net: tcp
  path_prefix: /docker
  certificate: /etc/wharfgate/ssl/server.crt
  key: /etc/wharfgate/ssl/server.key
  hsts: true
  tls_min_version: TLS12
  tls_curve_preferences: [X25519, P256]
  tls_cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]
  real_ip_header: X-Forwarded-For
  real_ip_pos: -1
  trusted_proxies: [127.0.0.1, 10.0.0.0/8]
  threads: 4
)"},
    {"token", R"(token:
  issuer: Auth Service
  expiration: 900
  certificate: /etc/wharfgate/ssl/token.crt
  key: /etc/wharfgate/ssl/token.key
  kid_format: x5c
  disable_legacy_key_id: false   # for docker_auth, if it reads the file too
  serve_jwks: true
  reuse: 10s
)"},
    {"users", R"(users:
  alice:
    password: "$2y$05$0rixp8oDnz5JZh5E3KYILOLxNn8i3Pwc0TiIjWo6CmsYj.YNVQnCq"
    labels: {group: [developers], team: [backend]}
  "": {}                     # whoever does not log in
)"},
    {"ext_auth", R"(ext_auth:
  command: /etc/wharfgate/ext_auth.sh
  args: [--verbose]
  timeout: 5s
  max_concurrent: 16
  max_queue: 256
  max_output: 64KiB
  environment: {LOGIN_URL: "https://login.example.com/check"}
  environment_file: /run/credentials/wharfgated.service/wharfgate_cicd
  pass_environment: [CICD_SECRET]
  allow_spaces: false
  allow_empty_password: false
  credential_cache: 30s
)"},
    {"acl", R"(acl:
  - match: {labels: {group: admins}}
    actions: ["*"]
    comment: Administrators may do everything
  - match:
      account: "/^ci-.+$/"
      type: repository
      name: "team/*"
      ip: 10.0.0.0/8
      service: Docker registry
    actions: [pull, push]
    comment: Build machines push from the inner network
  - match: {account: "/.+/"}
    actions: [pull]
    comment: Whoever is logged in may pull
)"},
    {"ext_authz", R"(ext_authz:
  command: /etc/wharfgate/ext_authz.sh
  args: []
  timeout: 5s
  max_concurrent: 16
  max_queue: 256
  max_output: 64KiB
  environment: {POLICY: strict}
  environment_file: /etc/wharfgate/ext_authz.env
  pass_environment: [HTTPS_PROXY]
)"},
    {"limits", R"(limits:
  max_connections: 20000
  max_connections_per_address: 10000
  request_line: 128KiB
  headers: 256KiB
  header_count: 100
  body: 1MiB
  handshake_timeout: 10s
  header_timeout: 10s
  body_timeout: 30s
  idle_timeout: 1m
  password_threads: 2
  password_queue: 256
  credential_cache: 1m
)"},
    {"log", R"(log:
  level: info
  format: json
)"},
    {"journal", R"(journal:
  file: /var/lib/wharfgate/decisions.jsonl
  max_size: 64MiB
  max_files: 5
)"},
    {"control", R"(control:
  socket: /run/wharfgate/control.sock
  group: registry-admins
  admins: [alice, "@registry-admins"]
  viewers: [bob]
)"},
    {"tests", R"(tests:
  - case: developers may pull
    account: alice
    type: repository
    name: team/app
    service: Docker registry
    ip: 10.1.2.3
    labels: {group: [developers]}
    actions: [pull, push]
    expect: [pull]
    rule: 2
)"},
}};

} // namespace

std::string_view settingsExample(std::string_view section)
{
    const auto *const found =
        std::find_if(kExamples.begin(), kExamples.end(),
                     [section](const auto &entry) { return entry.first == section; });
    return found == kExamples.end() ? std::string_view() : found->second;
}

} // namespace wharfgate::config

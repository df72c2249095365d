// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/doctor/Findings.h"
#include "shared/doctor/HttpClient.h"

#include <optional>

namespace wharfgate::doctor {

/// One of the two servers, as its checks are named and spoken of.
struct ServerRole
{
    QString prefix; // "registry", "auth"
    QString noun;   // "registry", "token server"
};

inline const ServerRole kRegistry{QStringLiteral("registry"), QStringLiteral("registry")};
inline const ServerRole kAuth{QStringLiteral("auth"), QStringLiteral("token server")};

/// Whether the name resolves, the port answers, and TLS is in order: checks `PREFIX.resolve`,
/// `.connect` and `.tls`. The answer to a GET of `url`; nothing if it cannot be reached.
struct ServerReached
{
    HttpAnswer answer;
    bool isTrusted = false; // the certificate is in order: secrets may be sent
};
std::optional<ServerReached> examineServer(Findings &findings, HttpClient &client,
                                           const ServerRole &role, const QUrl &url);

/// The port of a URL, or that of its scheme.
quint16 portOf(const QUrl &url);

/// A server behind a proxy answered in the proxy's stead, or in plain HTTP to TLS: fails the check
/// and says true. Others are left to the caller.
bool isProxyTrouble(Findings &findings, const QString &check, const ServerRole &role,
                    const HttpAnswer &answer);

} // namespace wharfgate::doctor

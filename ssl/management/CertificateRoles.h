// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"
#include "ssl/PairFiles.h"
#include "ssl/ServerContext.h"

#include <QString>

#include <vector>

namespace wharfgate::tls {

/// What a configuration uses a certificate and key for.
struct CertificateRole
{
    enum class Use
    {
        Server, ///< TLS towards clients
        Token   ///< signs tokens
    };
    /// By which name tokens call their key.
    enum class KeyName
    {
        Legacy,
        Rfc7638,
        Registry30
    };
    Use use = Use::Server;
    PairFiles files;
    ServerSettings settings; // Server only
    KeyName keyName = KeyName::Legacy;
    bool carriesCertificate = false; // tokens hold the certificate (x5c), so its dates matter
    bool sharesFiles = false;        // the other role uses the same two files
    bool sharesOneFile = false;      // the other role uses one of the two files

    QString name() const; // "server" or "token"
};

/// The roles that `configuration` names files for: the server's, unless it speaks plain HTTP, and
/// the token's.
std::vector<CertificateRole> certificateRoles(const config::Configuration &configuration);

/// The TLS settings of a server section.
ServerSettings serverSettings(const config::Server &server);

} // namespace wharfgate::tls

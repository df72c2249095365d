// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/control/Message.h"
#include "ssl/CertificateStore.h"
#include "ssl/management/CertificateRoles.h"

#include <QJsonObject>
#include <QString>

#include <string>
#include <vector>

namespace wharfgate::tls {

/// The methods `certificates.*` and `jwks` of PROTOCOL.md on the files that a configuration names:
/// the daemon serves them, and the console uses them as they are on a configuration file without a
/// daemon. Cheap to make anew from each configuration. Calls may block for some 100 ms, making an
/// RSA key for seconds. Safe on any thread: what changes files locks them against other objects
/// and programs.
class CertificateOperations
{
public:
    explicit CertificateOperations(std::vector<CertificateRole> roles);

    /// Any of the methods by its name, as without a daemon: rotate and rollback load nothing (a
    /// daemon that runs on these files notices them). MethodNotFound for another name.
    control::Reply call(const QString &method, const QJsonObject &params) const;

    control::Reply list(const QJsonObject &params) const;
    static control::Reply inspect(const QJsonObject &params);
    control::Reply generate(const QJsonObject &params) const;
    control::Reply request(const QJsonObject &params) const;
    control::Reply import(const QJsonObject &params) const;
    control::Reply discard(const QJsonObject &params) const;
    control::Reply repairMode(const QJsonObject &params) const;
    control::Reply jwks(const QJsonObject &params) const;

    /// Tries the staged pair out: a TLS handshake (server) and a signature (token). `{fingerprint}`
    /// for rotate().
    control::Reply testStaged(const QJsonObject &params) const;
    control::Reply rotate(const QJsonObject &params, const std::string &tested,
                          const CertificateStore::Load &load) const;
    control::Reply rollback(const QJsonObject &params, const CertificateStore::Load &load) const;

private:
    tl::expected<const CertificateRole *, control::CallError>
    roleOf(const QJsonObject &params) const;
    /// For methods that make another pair: refused if the pair is entangled with the other role's.
    tl::expected<const CertificateRole *, control::CallError>
    changeableRole(const QJsonObject &params) const;
    control::Reply changed(const CertificateRole &role, const Result<void> &result) const;

    std::vector<CertificateRole> m_roles;
};

} // namespace wharfgate::tls

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/management/CertificateOperations.h"

#include "ssl/HandshakeTest.h"
#include "ssl/management/CallErrors.h"
#include "ssl/management/CertificateParameters.h"
#include "ssl/management/CertificateReports.h"

#include <QJsonArray>

#include <algorithm>

namespace wharfgate::tls {

using namespace Qt::StringLiterals;
using control::CallError;
using control::Reply;

namespace {

tl::unexpected<CallError> failed(const Error &error)
{
    return tl::unexpected(callError(error, u"spec"_s));
}

Result<PrivateKey> newKey(const NewCertificate &made)
{
    return made.keyType == KeyType::Rsa ? PrivateKey::generate(made.keyType, made.rsaBits)
                                        : PrivateKey::generate(made.keyType);
}

bool servesTls(const CertificateRole &role)
{
    return role.use == CertificateRole::Use::Server || role.sharesFiles;
}

bool signsTokens(const CertificateRole &role)
{
    return role.use == CertificateRole::Use::Token || role.sharesFiles;
}

} // namespace

CertificateOperations::CertificateOperations(std::vector<CertificateRole> roles)
    : m_roles(std::move(roles))
{}

Reply CertificateOperations::call(const QString &method, const QJsonObject &params) const
{
    const auto loadNothing = [] { return Result<void>(); };
    if (method == "certificates.list"_L1) {
        for (const CertificateRole &role : m_roles) // what cannot be completed shows in the list
            static_cast<void>(CertificateStore(role.files).recover());
        return list(params);
    }
    if (method == "certificates.inspect"_L1)
        return inspect(params);
    if (method == "certificates.generate"_L1)
        return generate(params);
    if (method == "certificates.request"_L1)
        return request(params);
    if (method == "certificates.import"_L1)
        return import(params);
    if (method == "certificates.discard"_L1)
        return discard(params);
    if (method == "certificates.repairMode"_L1)
        return repairMode(params);
    if (method == "certificates.rollback"_L1)
        return rollback(params, loadNothing);
    if (method == "jwks"_L1)
        return jwks(params);
    if (method != "certificates.rotate"_L1)
        return tl::unexpected(CallError{control::ErrorCode::MethodNotFound,
                                        u"There is no method \"%1\"."_s.arg(method)});
    const Reply tested = testStaged(params);
    if (!tested)
        return tested;
    return rotate(params, (*tested)["fingerprint"_L1].toString().toStdString(), loadNothing);
}

tl::expected<const CertificateRole *, CallError>
CertificateOperations::roleOf(const QJsonObject &params) const
{
    const QString name = params["role"_L1].toString();
    if (name != "server"_L1 && name != "token"_L1)
        return tl::unexpected(
            invalidParameter(u"role"_s, u"\"role\" has to be \"server\" or \"token\"."_s));
    const auto found = std::find_if(m_roles.begin(), m_roles.end(),
                                    [&](const auto &role) { return role.name() == name; });
    if (found != m_roles.end())
        return &*found;
    return tl::unexpected(CallError{
        control::ErrorCode::NotFound,
        u"The configuration names no certificate for this. Set \"%1.certificate\" and \"%1.key\" "
        "first."_s.arg(name)});
}

tl::expected<const CertificateRole *, CallError>
CertificateOperations::changeableRole(const QJsonObject &params) const
{
    const auto role = roleOf(params);
    if (role && (*role)->sharesOneFile)
        return tl::unexpected(
            CallError{control::ErrorCode::Refused,
                      u"The server and the token share one of the two files, but not the other: a "
                      "new pair for one would break the other. Let them share both in the "
                      "configuration, or none."_s});
    return role;
}

Reply CertificateOperations::changed(const CertificateRole &role, const Result<void> &result) const
{
    if (!result)
        return failed(result.error());
    return reportOf(role, CertificateStore(role.files).content(), {}).toJson();
}

Reply CertificateOperations::list(const QJsonObject &params) const
{
    const auto hosts = readHosts(params);
    if (!hosts)
        return tl::unexpected(hosts.error());
    QJsonArray pairs;
    for (const CertificateRole &role : m_roles)
        pairs.append(reportOf(role, CertificateStore(role.files).content(), *hosts).toJson());
    return QJsonObject{{u"pairs"_s, pairs}};
}

Reply CertificateOperations::inspect(const QJsonObject &params)
{
    const auto items = readItems(params);
    if (!items)
        return tl::unexpected(items.error());
    const auto hosts = readHosts(params);
    if (!hosts)
        return tl::unexpected(hosts.error());
    CheckedUse use;
    use.signsTokens = params["role"_L1].toString() == "token"_L1;
    use.servesTls = !use.signsTokens;
    use.hosts = *hosts;
    return reportOf(*items, use).toJson();
}

Reply CertificateOperations::generate(const QJsonObject &params) const
{
    const auto role = changeableRole(params);
    if (!role)
        return tl::unexpected(role.error());
    const auto made = readSpec(params);
    if (!made)
        return tl::unexpected(made.error());
    const auto key = newKey(*made);
    if (!key)
        return failed(key.error());
    return changed(**role, CertificateStore((*role)->files).generate(made->spec, *key));
}

Reply CertificateOperations::request(const QJsonObject &params) const
{
    const auto role = changeableRole(params);
    if (!role)
        return tl::unexpected(role.error());
    const auto made = readSpec(params);
    if (!made)
        return tl::unexpected(made.error());
    const auto key = newKey(*made);
    if (!key)
        return failed(key.error());
    const auto request = CertificateStore((*role)->files).request(made->spec, *key);
    if (!request)
        return failed(request.error());
    return QJsonObject{{u"csr"_s, QString::fromStdString(*request)}};
}

Reply CertificateOperations::import(const QJsonObject &params) const
{
    const auto role = changeableRole(params);
    if (!role)
        return tl::unexpected(role.error());
    const auto items = readItems(params);
    if (!items)
        return tl::unexpected(items.error());
    const CertificateStore store((*role)->files);
    if (const auto imported = store.import(*items); !imported)
        return failed(imported.error());
    control::PairReport report = reportOf(**role, store.content(), {});
    if (items->lock == ImportedItems::Lock::Opened && report.staged) {
        control::PairReport staged = *report.staged;
        staged.checks.append(reportOf(keyStoredPlain()));
        report.staged = std::make_shared<const control::PairReport>(std::move(staged));
    }
    return report.toJson();
}

Reply CertificateOperations::discard(const QJsonObject &params) const
{
    const auto role = roleOf(params);
    if (!role)
        return tl::unexpected(role.error());
    return changed(**role, CertificateStore((*role)->files).discard());
}

Reply CertificateOperations::repairMode(const QJsonObject &params) const
{
    const auto role = roleOf(params);
    if (!role)
        return tl::unexpected(role.error());
    return changed(**role, CertificateStore((*role)->files).repairMode());
}

Reply CertificateOperations::jwks(const QJsonObject &) const
{
    const auto role = std::find_if(m_roles.begin(), m_roles.end(), [](const auto &one) {
        return one.use == CertificateRole::Use::Token;
    });
    if (role == m_roles.end())
        return tl::unexpected(CallError{control::ErrorCode::NotFound,
                                        u"The configuration names no key for tokens."_s});
    const auto key = PrivateKey::load(role->files.key);
    if (!key)
        return failed(key.error());
    const QJsonArray keys{jwkOf(*key, role->keyName)};
    return QJsonObject{{u"jwks"_s, QJsonObject{{u"keys"_s, keys}}}};
}

Reply CertificateOperations::testStaged(const QJsonObject &params) const
{
    const auto role = changeableRole(params);
    if (!role)
        return tl::unexpected(role.error());
    const auto pair = CertificateStore((*role)->files).stagedPair();
    if (!pair)
        return failed(pair.error());
    Result<void> result;
    if (servesTls(**role)) {
        if (const auto agreed = testHandshake(*pair, (*role)->settings); !agreed)
            result = tl::unexpected(agreed.error());
    }
    if (result && signsTokens(**role))
        result = testSignature(*pair);
    if (!result)
        return tl::unexpected(
            CallError{control::ErrorCode::Refused,
                      u"The staged certificate failed its test, and the old one stays in use: "
                      "%1."_s.arg(QString::fromStdString(result.error().detail))});
    return QJsonObject{
        {u"fingerprint"_s, QString::fromStdString(pair->chain.leaf().sha256Fingerprint())}};
}

Reply CertificateOperations::rotate(const QJsonObject &params, const std::string &tested,
                                    const CertificateStore::Load &load) const
{
    const auto role = changeableRole(params);
    if (!role)
        return tl::unexpected(role.error());
    return changed(**role, CertificateStore((*role)->files).rotate(tested, load));
}

Reply CertificateOperations::rollback(const QJsonObject &params,
                                      const CertificateStore::Load &load) const
{
    const auto role = changeableRole(params);
    if (!role)
        return tl::unexpected(role.error());
    return changed(**role, CertificateStore((*role)->files).rollback(load));
}

} // namespace wharfgate::tls

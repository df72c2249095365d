// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/management/CertificateReports.h"

#include "ssl/Jwk.h"
#include "ssl/KeyId.h"

#include <QJsonDocument>

#include <algorithm>
#include <set>

namespace wharfgate::tls {

using namespace Qt::StringLiterals;

namespace {

using Outcome = CertificateCheck::Outcome;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QStringList texts(const std::vector<std::string> &all)
{
    QStringList list;
    for (const std::string &one : all)
        list.append(text(one));
    return list;
}

QDateTime dateTime(std::chrono::system_clock::time_point time)
{
    const auto since =
        std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(since.count(), Qt::UTC);
}

CertificateCheck keyFileCheck(const StoredPair &pair)
{
    if ((pair.keyMode & 0007) != 0)
        return {"key-file-public", Outcome::Warn,
                "Every user of this machine can read or change the private key.",
                "Make the key file readable by its owner only."};
    if ((pair.keyMode & 0030) != 0)
        return {"key-file-group", Outcome::Warn,
                "The group of the key file can change the private key.",
                "Make the key file readable by its owner only."};
    return {"key-file-private", Outcome::Pass, "The key file is closed to other users.", {}};
}

CheckedUse usesOf(const CertificateRole &role, const std::vector<std::string> &hosts)
{
    CheckedUse use;
    use.servesTls = role.use == CertificateRole::Use::Server || role.sharesFiles;
    use.signsTokens = role.use == CertificateRole::Use::Token || role.sharesFiles;
    use.carriesCertificate = use.signsTokens && role.carriesCertificate;
    use.hosts = hosts;
    return use;
}

control::PairReport reportOfOne(const CertificateRole &role, const StoredPair &pair,
                                const CheckedUse &use)
{
    control::PairReport report;
    report.role = role.name();
    report.certificateFile = text(pair.files.certificate);
    report.keyFile = text(pair.files.key);
    report.error = text(pair.error);
    for (const Certificate &certificate : pair.chain)
        report.chain.append(reportOf(certificate));
    report.key.owner = text(pair.keyOwner);
    if (!pair.keyOwner.empty())
        report.key.mode = u"%1"_s.arg(pair.keyMode, 4, 8, QChar(u'0'));
    report.key.encrypted = pair.isKeyEncrypted;
    // Registries know the public half, which the certificate has too.
    std::optional<PrivateKey> known = pair.key;
    if (!known && !pair.chain.empty()) {
        if (auto key = pair.chain.front().publicKey(); key)
            known = std::move(*key);
    }
    if (pair.key) {
        report.key.type = text(wordOf(pair.key->type()));
        report.key.bits = pair.key->bits();
    }
    if (known) {
        report.keyIds = keyIdsOf(*known);
        report.jwk = jwkOf(*known, role.keyName);
    }
    const PrivateKey *key = pair.key ? &*pair.key : nullptr;
    for (const CertificateCheck &check : checkCertificates(pair.chain, key, use))
        report.checks.append(reportOf(check));
    if (!pair.keyOwner.empty())
        report.checks.append(reportOf(keyFileCheck(pair)));
    return report;
}

/// Leaves first, each followed by its issuers.
std::vector<Certificate> inSendingOrder(const std::vector<Certificate> &all)
{
    std::vector<Certificate> ordered;
    std::set<std::string> taken;
    const auto take = [&](const Certificate &one) {
        const bool isNew = taken.insert(one.der()).second;
        if (isNew)
            ordered.push_back(one);
        return isNew;
    };
    for (const Certificate &leaf : all) {
        if (leaf.isAuthority())
            continue;
        for (const Certificate *next = &leaf; next && take(*next);) {
            const auto issuer = std::find_if(all.begin(), all.end(), [&](const Certificate &one) {
                return &one != next && next->isIssuedBy(one);
            });
            next = issuer == all.end() ? nullptr : &*issuer;
        }
    }
    for (const Certificate &rest : all)
        take(rest);
    return ordered;
}

} // namespace

control::CertificateReport reportOf(const Certificate &certificate)
{
    control::CertificateReport report;
    report.subject = text(certificate.subject());
    report.issuer = text(certificate.issuer());
    report.names = texts(certificate.names());
    report.serial = text(certificate.serial());
    report.notBefore = dateTime(certificate.notBefore());
    report.notAfter = dateTime(certificate.notAfter());
    report.keyType = text(certificate.keyType());
    report.keyBits = certificate.keyBits();
    report.usages = texts(certificate.usages());
    report.sha256 = text(certificate.sha256Fingerprint());
    report.selfSigned = certificate.isSelfSigned();
    report.authority = certificate.isAuthority();
    report.pem = text(certificate.toPem());
    return report;
}

control::CheckReport reportOf(const CertificateCheck &check)
{
    control::CheckReport report;
    report.code = text(check.code);
    switch (check.outcome) {
    case Outcome::Pass:
        report.outcome = control::CheckReport::Outcome::Pass;
        break;
    case Outcome::Warn:
        report.outcome = control::CheckReport::Outcome::Warn;
        break;
    case Outcome::Fail:
        report.outcome = control::CheckReport::Outcome::Fail;
        break;
    }
    report.message = text(check.message);
    report.remedy = text(check.remedy);
    return report;
}

control::KeyIdsReport keyIdsOf(const PrivateKey &key)
{
    return {text(legacyKeyId(key)), text(rfc7638KeyId(key)), text(registry30KeyId(key))};
}

QJsonObject jwkOf(const PrivateKey &key, CertificateRole::KeyName name)
{
    std::string id;
    switch (name) {
    case CertificateRole::KeyName::Legacy:
        id = legacyKeyId(key);
        break;
    case CertificateRole::KeyName::Rfc7638:
        id = rfc7638KeyId(key);
        break;
    case CertificateRole::KeyName::Registry30:
        id = registry30KeyId(key);
        break;
    }
    return QJsonDocument::fromJson(QByteArray::fromStdString(publicJwk(key, id))).object();
}

control::PairReport reportOf(const CertificateRole &role, const StoreContent &content,
                             const std::vector<std::string> &hosts)
{
    const CheckedUse use = usesOf(role, hosts);
    control::PairReport report = reportOfOne(role, content.inUse, use);
    if (role.sharesFiles)
        report.sameAs = role.use == CertificateRole::Use::Server ? u"token"_s : u"server"_s;
    if (!content.obstacle.empty())
        report.checks.append(
            reportOf({"files-not-exchangeable", Outcome::Warn, content.obstacle, {}}));
    else
        report.checks.append(reportOf({"files-exchangeable",
                                       Outcome::Pass,
                                       "A new certificate can be put in place here.",
                                       {}}));
    if (content.staged)
        report.staged =
            std::make_shared<const control::PairReport>(reportOfOne(role, *content.staged, use));
    if (content.waiting) {
        const CertificateRequest &request = content.waiting->request;
        control::WaitingReport waiting;
        waiting.csr = text(request.toPem());
        waiting.created = dateTime(content.waiting->created);
        waiting.spec = {text(request.commonName()), texts(request.names()), 0, {}};
        if (const auto key = request.publicKey(); key) {
            waiting.spec.keyType = text(wordOf(key->type()));
            if (key->type() == KeyType::Rsa)
                waiting.spec.keyType += u"-%1"_s.arg(key->bits());
        }
        report.waiting = std::move(waiting);
    }
    if (content.previous)
        report.previous = control::PreviousReport{dateTime(content.previous->notAfter),
                                                  dateTime(content.previous->rotated)};
    return report;
}

control::InspectionReport reportOf(const ImportedItems &items, CheckedUse use)
{
    control::InspectionReport report;
    const std::vector<Certificate> ordered = inSendingOrder(items.certificates);
    for (const Certificate &certificate : ordered)
        report.certificates.append(reportOf(certificate));
    for (const PrivateKey &key : items.keys) {
        control::InspectedKeyReport one;
        one.type = text(wordOf(key.type()));
        one.bits = key.bits();
        one.keyIds = keyIdsOf(key);
        const auto match = std::find_if(ordered.begin(), ordered.end(),
                                        [&](const auto &each) { return each.matches(key); });
        if (match != ordered.end())
            one.matches = text(match->sha256Fingerprint());
        report.keys.append(std::move(one));
    }
    if (!ordered.empty()) {
        // What an import would make of it: the certificate of a key that came along, else the
        // first.
        const Certificate *leaf = &ordered.front();
        const PrivateKey *key = items.keys.empty() ? nullptr : &items.keys.front();
        for (const PrivateKey &each : items.keys) {
            for (const Certificate &one : ordered) {
                if (one.matches(each)) {
                    leaf = &one;
                    key = &each;
                }
            }
        }
        use.expectsKey = false; // it may be the one that waits on the server
        for (const CertificateCheck &check :
             checkCertificates(orderedChain(*leaf, ordered).certificates(), key, use))
            report.checks.append(reportOf(check));
    }
    for (const std::string &problem : items.problems)
        report.checks.append(reportOf({"item-unusable", Outcome::Warn, problem, {}}));
    if (items.lock == ImportedItems::Lock::Opened)
        report.checks.append(reportOf(keyStoredPlain()));
    return report;
}

CertificateCheck keyStoredPlain()
{
    return {"key-stored-plain",
            Outcome::Pass,
            "The password protects the file only on its way. The key is stored without one, "
            "readable by its owner only, because the daemon has to start with nobody there to "
            "enter a password.",
            {}};
}

} // namespace wharfgate::tls

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

/// What PROTOCOL.md says of certificates, as plain values. `toJson` and `fromJson` are each other's
/// inverse; `fromJson` takes what is missing or of another type as empty.
namespace wharfgate::control {

/// Object "certificate".
struct CertificateReport
{
    QString subject; // RFC 2253
    QString issuer;
    QStringList names; // DNS names and IP addresses
    QString serial;    // "0A:1B:…"
    QDateTime notBefore;
    QDateTime notAfter;
    QString keyType; // "rsa", "ec-p256", "ec-p384", "ec-p521", "ed25519", or OpenSSL's word
    int keyBits = 0;
    QStringList usages; // "digitalSignature", "serverAuth", …: RFC 5280 names; unknown ones as OIDs
    QString sha256;     // "AB:CD:…"
    bool selfSigned = false;
    bool authority = false;
    QString pem;

    QJsonObject toJson() const;
    static CertificateReport fromJson(const QJsonObject &json);
    bool operator==(const CertificateReport &) const = default;
};

/// Object "check". The codes are listed in ssl/CertificateChecks.h.
struct CheckReport
{
    enum class Outcome
    {
        Pass,
        Warn,
        Fail
    };
    QString code;
    Outcome outcome = Outcome::Fail;
    QString message; // English sentences
    QString remedy;  // empty if nothing is to be done

    QJsonObject toJson() const;
    static CheckReport fromJson(const QJsonObject &json);
    bool operator==(const CheckReport &) const = default;
};

/// The names that registries give to a key.
struct KeyIdsReport
{
    QString legacy;     // registry 2.x
    QString rfc7638;    // registry 3.1 and newer
    QString registry30; // registry 3.0

    QJsonObject toJson() const;
    static KeyIdsReport fromJson(const QJsonObject &json);
    bool operator==(const KeyIdsReport &) const = default;
};

/// Member "key" of a pair: the key and its file.
struct KeyReport
{
    QString type; // as CertificateReport::keyType; empty if the key cannot be read
    int bits = 0;
    QString owner; // user name, or digits; empty if there is no file
    QString mode;  // "0600"
    bool encrypted = false;

    QJsonObject toJson() const;
    static KeyReport fromJson(const QJsonObject &json);
    bool operator==(const KeyReport &) const = default;
};

/// Object "spec": what a new certificate or request is made of.
struct CertificateSpecReport
{
    QString commonName;
    QStringList names; // DNS names and IP addresses
    int days = 365;    // 0 in a waiting request: the authority decides
    QString keyType = QStringLiteral("ec-p256");

    QJsonObject toJson() const;
    static CertificateSpecReport fromJson(const QJsonObject &json);
    bool operator==(const CertificateSpecReport &) const = default;
};

/// Member "waiting" of a pair: a key that waits for its signed certificate.
struct WaitingReport
{
    QString csr; // PEM
    CertificateSpecReport spec;
    QDateTime created;

    QJsonObject toJson() const;
    static WaitingReport fromJson(const QJsonObject &json);
    bool operator==(const WaitingReport &) const = default;
};

/// Member "previous" of a pair: what a rollback would bring back.
struct PreviousReport
{
    QDateTime notAfter;
    QDateTime rotated; // since when it is not in use

    QJsonObject toJson() const;
    static PreviousReport fromJson(const QJsonObject &json);
    bool operator==(const PreviousReport &) const = default;
};

/// Object "pair": the certificate and key of one role with all that belongs to them.
struct PairReport
{
    QString role; // "server" or "token"
    QString certificateFile;
    QString keyFile;
    QString sameAs; // the other role if both use the same files; else empty (null in JSON)
    QList<CertificateReport> chain; // the leaf first; empty if it cannot be read
    KeyReport key;
    KeyIdsReport keyIds;
    QJsonObject jwk; // RFC 7517; empty if the key cannot be read
    QList<CheckReport> checks;
    std::shared_ptr<const PairReport> staged; // null if nothing is staged; never staged itself
    std::optional<WaitingReport> waiting;
    std::optional<PreviousReport> previous;
    QString error; // why the pair cannot be read or changed; empty if it can

    QJsonObject toJson() const;
    static PairReport fromJson(const QJsonObject &json);
};
/// Compares what is staged too, not where it lies in memory.
bool operator==(const PairReport &a, const PairReport &b);

/// One key of `certificates.inspect`.
struct InspectedKeyReport
{
    QString type;
    int bits = 0;
    KeyIdsReport keyIds;
    QString matches; // the fingerprint of its certificate; empty (null in JSON) if there is none

    QJsonObject toJson() const;
    static InspectedKeyReport fromJson(const QJsonObject &json);
    bool operator==(const InspectedKeyReport &) const = default;
};

/// The result of `certificates.inspect`.
struct InspectionReport
{
    QList<CertificateReport> certificates; // in sending order as far as they belong together
    QList<InspectedKeyReport> keys;
    QList<CheckReport> checks;

    QJsonObject toJson() const;
    static InspectionReport fromJson(const QJsonObject &json);
    bool operator==(const InspectionReport &) const = default;
};

} // namespace wharfgate::control

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/control/CertificateReport.h"

#include <QJsonArray>
#include <QJsonValue>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

namespace {

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &item : value.toArray()) {
        if (item.isString())
            texts.append(item.toString());
    }
    return texts;
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

template <typename T>
QJsonArray arrayOf(const QList<T> &values)
{
    QJsonArray array;
    for (const T &value : values)
        array.append(value.toJson());
    return array;
}

template <typename T>
QList<T> listOf(const QJsonValue &value)
{
    QList<T> values;
    for (const QJsonValue &item : value.toArray())
        values.append(T::fromJson(item.toObject()));
    return values;
}

/// An absent, null or empty object is none.
template <typename T>
std::optional<T> optionalOf(const QJsonValue &value)
{
    return value.isObject() ? std::optional(T::fromJson(value.toObject())) : std::nullopt;
}

template <typename T>
QJsonValue objectOrNull(const std::optional<T> &value)
{
    return value ? QJsonValue(value->toJson()) : QJsonValue();
}

QString wordOf(CheckReport::Outcome outcome)
{
    switch (outcome) {
    case CheckReport::Outcome::Pass:
        return u"pass"_s;
    case CheckReport::Outcome::Warn:
        return u"warn"_s;
    case CheckReport::Outcome::Fail:
        return u"fail"_s;
    }
    return u"fail"_s;
}

/// An unknown word is taken as a failure: better one warning too many.
CheckReport::Outcome outcomeOf(const QString &word)
{
    if (word == "pass"_L1)
        return CheckReport::Outcome::Pass;
    return word == "warn"_L1 ? CheckReport::Outcome::Warn : CheckReport::Outcome::Fail;
}

} // namespace

QJsonObject CertificateReport::toJson() const
{
    return {{u"subject"_s, subject},
            {u"issuer"_s, issuer},
            {u"names"_s, QJsonArray::fromStringList(names)},
            {u"serial"_s, serial},
            {u"notBefore"_s, timeText(notBefore)},
            {u"notAfter"_s, timeText(notAfter)},
            {u"keyType"_s, keyType},
            {u"keyBits"_s, keyBits},
            {u"usages"_s, QJsonArray::fromStringList(usages)},
            {u"sha256"_s, sha256},
            {u"selfSigned"_s, selfSigned},
            {u"authority"_s, authority},
            {u"pem"_s, pem}};
}

CertificateReport CertificateReport::fromJson(const QJsonObject &json)
{
    CertificateReport report;
    report.subject = json["subject"_L1].toString();
    report.issuer = json["issuer"_L1].toString();
    report.names = textsOf(json["names"_L1]);
    report.serial = json["serial"_L1].toString();
    report.notBefore = timeOf(json["notBefore"_L1]);
    report.notAfter = timeOf(json["notAfter"_L1]);
    report.keyType = json["keyType"_L1].toString();
    report.keyBits = json["keyBits"_L1].toInt();
    report.usages = textsOf(json["usages"_L1]);
    report.sha256 = json["sha256"_L1].toString();
    report.selfSigned = json["selfSigned"_L1].toBool();
    report.authority = json["authority"_L1].toBool();
    report.pem = json["pem"_L1].toString();
    return report;
}

QJsonObject CheckReport::toJson() const
{
    return {{u"code"_s, code},
            {u"result"_s, wordOf(outcome)},
            {u"message"_s, message},
            {u"remedy"_s, remedy}};
}

CheckReport CheckReport::fromJson(const QJsonObject &json)
{
    return {json["code"_L1].toString(), outcomeOf(json["result"_L1].toString()),
            json["message"_L1].toString(), json["remedy"_L1].toString()};
}

QJsonObject KeyIdsReport::toJson() const
{
    return {{u"legacy"_s, legacy}, {u"rfc7638"_s, rfc7638}, {u"registry30"_s, registry30}};
}

KeyIdsReport KeyIdsReport::fromJson(const QJsonObject &json)
{
    return {json["legacy"_L1].toString(), json["rfc7638"_L1].toString(),
            json["registry30"_L1].toString()};
}

QJsonObject KeyReport::toJson() const
{
    return {{u"type"_s, type},
            {u"bits"_s, bits},
            {u"owner"_s, owner},
            {u"mode"_s, mode},
            {u"encrypted"_s, encrypted}};
}

KeyReport KeyReport::fromJson(const QJsonObject &json)
{
    return {json["type"_L1].toString(), json["bits"_L1].toInt(), json["owner"_L1].toString(),
            json["mode"_L1].toString(), json["encrypted"_L1].toBool()};
}

QJsonObject CertificateSpecReport::toJson() const
{
    return {{u"commonName"_s, commonName},
            {u"names"_s, QJsonArray::fromStringList(names)},
            {u"days"_s, days},
            {u"keyType"_s, keyType}};
}

CertificateSpecReport CertificateSpecReport::fromJson(const QJsonObject &json)
{
    return {json["commonName"_L1].toString(), textsOf(json["names"_L1]), json["days"_L1].toInt(),
            json["keyType"_L1].toString()};
}

QJsonObject WaitingReport::toJson() const
{
    return {{u"csr"_s, csr}, {u"spec"_s, spec.toJson()}, {u"created"_s, timeText(created)}};
}

WaitingReport WaitingReport::fromJson(const QJsonObject &json)
{
    return {json["csr"_L1].toString(), CertificateSpecReport::fromJson(json["spec"_L1].toObject()),
            timeOf(json["created"_L1])};
}

QJsonObject PreviousReport::toJson() const
{
    return {{u"notAfter"_s, timeText(notAfter)}, {u"rotated"_s, timeText(rotated)}};
}

PreviousReport PreviousReport::fromJson(const QJsonObject &json)
{
    return {timeOf(json["notAfter"_L1]), timeOf(json["rotated"_L1])};
}

QJsonObject PairReport::toJson() const
{
    QJsonObject json{{u"role"_s, role},
                     {u"certificateFile"_s, certificateFile},
                     {u"keyFile"_s, keyFile},
                     {u"sameAs"_s, textOrNull(sameAs)},
                     {u"chain"_s, arrayOf(chain)},
                     {u"key"_s, key.toJson()},
                     {u"keyIds"_s, keyIds.toJson()},
                     {u"jwk"_s, jwk},
                     {u"checks"_s, arrayOf(checks)},
                     {u"waiting"_s, objectOrNull(waiting)},
                     {u"previous"_s, objectOrNull(previous)},
                     {u"error"_s, textOrNull(error)}};
    json.insert(u"staged"_s, staged ? QJsonValue(staged->toJson()) : QJsonValue());
    return json;
}

PairReport PairReport::fromJson(const QJsonObject &json)
{
    PairReport report;
    report.role = json["role"_L1].toString();
    report.certificateFile = json["certificateFile"_L1].toString();
    report.keyFile = json["keyFile"_L1].toString();
    report.sameAs = json["sameAs"_L1].toString();
    report.chain = listOf<CertificateReport>(json["chain"_L1]);
    report.key = KeyReport::fromJson(json["key"_L1].toObject());
    report.keyIds = KeyIdsReport::fromJson(json["keyIds"_L1].toObject());
    report.jwk = json["jwk"_L1].toObject();
    report.checks = listOf<CheckReport>(json["checks"_L1]);
    if (json["staged"_L1].isObject()) {
        QJsonObject inner = json["staged"_L1].toObject();
        inner.remove("staged"_L1); // one level only, whatever the other side says
        report.staged = std::make_shared<const PairReport>(fromJson(inner));
    }
    report.waiting = optionalOf<WaitingReport>(json["waiting"_L1]);
    report.previous = optionalOf<PreviousReport>(json["previous"_L1]);
    report.error = json["error"_L1].toString();
    return report;
}

bool operator==(const PairReport &a, const PairReport &b)
{
    const bool sameStaged =
        a.staged && b.staged ? *a.staged == *b.staged : a.staged.get() == b.staged.get();
    return sameStaged && a.role == b.role && a.certificateFile == b.certificateFile &&
           a.keyFile == b.keyFile && a.sameAs == b.sameAs && a.chain == b.chain && a.key == b.key &&
           a.keyIds == b.keyIds && a.jwk == b.jwk && a.checks == b.checks &&
           a.waiting == b.waiting && a.previous == b.previous && a.error == b.error;
}

QJsonObject InspectedKeyReport::toJson() const
{
    return {{u"type"_s, type},
            {u"bits"_s, bits},
            {u"keyIds"_s, keyIds.toJson()},
            {u"matches"_s, textOrNull(matches)}};
}

InspectedKeyReport InspectedKeyReport::fromJson(const QJsonObject &json)
{
    return {json["type"_L1].toString(), json["bits"_L1].toInt(),
            KeyIdsReport::fromJson(json["keyIds"_L1].toObject()), json["matches"_L1].toString()};
}

QJsonObject InspectionReport::toJson() const
{
    return {{u"certificates"_s, arrayOf(certificates)},
            {u"keys"_s, arrayOf(keys)},
            {u"checks"_s, arrayOf(checks)}};
}

InspectionReport InspectionReport::fromJson(const QJsonObject &json)
{
    return {listOf<CertificateReport>(json["certificates"_L1]),
            listOf<InspectedKeyReport>(json["keys"_L1]), listOf<CheckReport>(json["checks"_L1])};
}

} // namespace wharfgate::control

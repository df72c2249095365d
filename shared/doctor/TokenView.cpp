// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/TokenView.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace wharfgate::doctor {

using namespace Qt::StringLiterals;

namespace {

QJsonObject objectIn(const QByteArray &part)
{
    const auto decoded = QByteArray::fromBase64Encoding(
        part, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? QJsonDocument::fromJson(*decoded).object() : QJsonObject();
}

} // namespace

QByteArray tokenPart(const QJsonObject &object)
{
    return QJsonDocument(object)
        .toJson(QJsonDocument::Compact)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Result<TokenView> TokenView::parse(const QByteArray &text)
{
    const QList<QByteArray> parts = text.split('.');
    TokenView view{text, {}, {}};
    if (parts.size() == 3) {
        view.header = objectIn(parts[0]);
        view.claims = objectIn(parts[1]);
    }
    if (view.header.isEmpty() || view.claims.isEmpty())
        return failure(ErrorCode::InvalidInput, "what was issued is no JSON Web Token");
    return view;
}

QList<tls::Certificate> TokenView::certificates() const
{
    QList<tls::Certificate> found;
    for (const QJsonValue &item : header[u"x5c"_s].toArray()) {
        const QByteArray pem = "-----BEGIN CERTIFICATE-----\n" + item.toString().toLatin1() +
                               "\n-----END CERTIFICATE-----\n";
        if (const auto chain = tls::CertificateChain::fromPem(pem.toStdString()))
            found.append(chain->leaf());
    }
    return found;
}

QStringList TokenView::granted(const QString &type, const QString &name) const
{
    QStringList actions;
    for (const QJsonValue &item : claims[u"access"_s].toArray())
        if (item[u"type"_s].toString() == type && item[u"name"_s].toString() == name)
            for (const QJsonValue &action : item[u"actions"_s].toArray())
                actions.append(action.toString());
    return actions;
}

bool TokenView::hasLegacyKeyId() const
{
    static const QRegularExpression kLegacy(u"^([A-Z2-7]{4}:){11}[A-Z2-7]{4}$"_s);
    return kLegacy.match(keyId()).hasMatch();
}

QByteArray TokenView::withBrokenSignature() const
{
    QByteArray broken = text;
    const qsizetype begin = broken.lastIndexOf('.') + 1;
    // Not at the end, where bits of the last character may be unused.
    const qsizetype middle = begin + (broken.size() - begin) / 2;
    broken[middle] = broken[middle] == 'A' ? 'B' : 'A';
    return broken;
}

} // namespace wharfgate::doctor

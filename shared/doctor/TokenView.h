// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "ssl/Certificate.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace wharfgate::doctor {

/// What stands in a token (JWS compact serialization, RFC 7515 7.1). Nothing is verified.
struct TokenView
{
    QByteArray text; // a secret: never shown
    QJsonObject header;
    QJsonObject claims;

    static Result<TokenView> parse(const QByteArray &text);

    QString algorithm() const { return header[QStringLiteral("alg")].toString(); }
    QString keyId() const { return header[QStringLiteral("kid")].toString(); }
    QString issuer() const { return claims[QStringLiteral("iss")].toString(); }
    /// The certificates of `x5c`, the signer's first; unreadable ones are left out.
    QList<tls::Certificate> certificates() const;
    /// Actions that the token grants on a resource.
    QStringList granted(const QString &type, const QString &name) const;
    /// 12 groups of 4 characters: the name that registry 2.x gives a key.
    bool hasLegacyKeyId() const;
    /// The same token with another signature.
    QByteArray withBrokenSignature() const;
};

/// A part of a token: the object as compact JSON, base64url without padding (RFC 7515 2).
QByteArray tokenPart(const QJsonObject &object);

} // namespace wharfgate::doctor

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayList>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <stdexcept>
#include <string>

namespace wharfgate::test {

/// A JSON Web Token taken apart by other code than the one that made it.
struct DecodedToken
{
    explicit DecodedToken(const std::string &token)
    {
        const QByteArrayList parts = QByteArray::fromStdString(token).split('.');
        if (parts.size() != 3)
            throw std::runtime_error("a compact JWS has three parts");
        header = QJsonDocument::fromJson(decoded(parts[0])).object();
        claimsText = decoded(parts[1]);
        claims = QJsonDocument::fromJson(claimsText).object();
        signature = decoded(parts[2]).toStdString();
        signingInput = (parts[0] + '.' + parts[1]).toStdString();
    }

    QJsonObject header;
    QJsonObject claims;
    QByteArray claimsText;
    std::string signature;
    std::string signingInput;

private:
    static QByteArray decoded(const QByteArray &part)
    {
        const auto result = QByteArray::fromBase64Encoding(
            part, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals |
                      QByteArray::AbortOnBase64DecodingErrors);
        if (!result)
            throw std::runtime_error("not base64url");
        return *result;
    }
};

} // namespace wharfgate::test

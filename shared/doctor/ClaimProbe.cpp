// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/ClaimProbe.h"

#include "ssl/Encoding.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <vector>

namespace wharfgate::doctor {

using namespace Qt::StringLiterals;

namespace {

using Duration = std::chrono::microseconds;

/// Proxies take 8 KiB of headers by default, a registry by itself 1 MiB.
constexpr std::array kChainLengths{30, 6};
/// Of each kind; the smallest counts, as load only ever adds to a time.
constexpr int kSamples = 12;
/// What a certificate costs at least. Measured with registry 2.8.2 (Go 1.19): 2.1 ms each.
constexpr Duration kCostOfOne{200};

/// `x5c` of certificates with one name, each of which could have signed the others: a verifier
/// tries them one after another, and none of the signatures fits. Empty if OpenSSL fails.
QJsonArray costlyChain(int length)
{
    QJsonArray chain;
    for (int i = 0; i < length; ++i) {
        const auto key = tls::PrivateKey::generate(tls::KeyType::EcP521);
        if (!key)
            return {};
        tls::CertificateSpec spec;
        spec.commonName = "wharfgate doctor";
        spec.isAuthority = true;
        const auto certificate = tls::issueCertificate(spec, *key, nullptr);
        if (!certificate)
            return {};
        chain.append(QString::fromStdString(tls::base64(certificate->der())));
    }
    return chain;
}

QByteArray unsignedToken(const QJsonObject &header, const QJsonObject &claims)
{
    return tokenPart(header) + '.' + tokenPart(claims) + '.' + QByteArray(86, 'A');
}

} // namespace

std::optional<bool> claimsAreAccepted(HttpClient &client, const QUrl &registry,
                                      const TokenView &token)
{
    QJsonObject wrongClaims = token.claims;
    // As long as the right one, so that both requests are.
    wrongClaims[u"iss"_s] = QString(token.issuer().size(), u'?');
    for (const int length : kChainLengths) {
        QJsonObject header = token.header;
        header.remove(u"kid"_s);
        const QJsonArray chain = costlyChain(length);
        if (chain.isEmpty())
            return std::nullopt;
        header[u"x5c"_s] = chain;
        const std::array tokens{unsignedToken(header, token.claims),
                                unsignedToken(header, wrongClaims)};
        std::array<Duration, 2> fastest{Duration::max(), Duration::max()};
        bool isMeasured = true;
        // The first pair opens the connection and is not counted.
        for (int sample = 0; sample <= kSamples && isMeasured; ++sample) {
            for (std::size_t kind = 0; kind < tokens.size() && isMeasured; ++kind) {
                const HttpAnswer answer = client.send(
                    {"GET", registry, {{"Authorization", "Bearer " + tokens[kind]}}, {}, false});
                isMeasured = answer.status == 401;
                if (sample > 0)
                    fastest[kind] = std::min(fastest[kind], answer.elapsed);
            }
        }
        if (!isMeasured)
            continue; // too long for a proxy
        const Duration difference = fastest[0] - fastest[1];
        return difference > kCostOfOne * length && fastest[0] > fastest[1] * 2;
    }
    return std::nullopt;
}

} // namespace wharfgate::doctor

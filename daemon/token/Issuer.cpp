// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/Issuer.h"

#include "shared/base/Json.h"
#include "shared/config/RegistrySettings.h"
#include "ssl/Encoding.h"
#include "ssl/Jwk.h"
#include "ssl/KeyId.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace wharfgate::token {

namespace {

/// How far before its issue a token is valid, for registries whose clock is behind. docker_auth's
/// value.
constexpr std::chrono::seconds kNotBeforeMargin{10};

void appendNumber(std::string &out, std::int64_t number)
{
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, end);
}

/// Decimal digits of 64 random bits: unique, and of the form docker_auth has.
void appendTokenId(std::string &out)
{
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, tls::randomNumber()).ptr;
    out.append(digits, end);
}

void appendAccess(std::string &out, const std::vector<Access> &access)
{
    out += '[';
    for (std::size_t i = 0; i < access.size(); ++i) {
        out += i ? ",{\"type\":" : "{\"type\":";
        json::appendString(out, access[i].type);
        out += ",\"name\":";
        json::appendString(out, access[i].name);
        out += ",\"actions\":[";
        for (std::size_t j = 0; j < access[i].actions.size(); ++j) {
            if (j)
                out += ',';
            json::appendString(out, access[i].actions[j]);
        }
        out += "]}";
    }
    out += ']';
}

} // namespace

KeyIdFormat keyIdFormatOf(const config::Token &settings)
{
    using KidFormat = config::Token::KidFormat;
    switch (config::effectiveKidFormat(settings)) {
    case KidFormat::Legacy:
        return KeyIdFormat::Legacy;
    case KidFormat::Rfc7638:
        return KeyIdFormat::Rfc7638;
    case KidFormat::Registry30:
        return KeyIdFormat::Registry30;
    case KidFormat::X5c:
        return KeyIdFormat::X5c;
    }
    return KeyIdFormat::Legacy;
}

std::string keyIdOf(const tls::PrivateKey &key, KeyIdFormat format)
{
    switch (format) {
    case KeyIdFormat::Legacy:
    case KeyIdFormat::X5c: // registries use x5c when it is there; the key id is for logs
        return tls::legacyKeyId(key);
    case KeyIdFormat::Rfc7638:
        return tls::rfc7638KeyId(key);
    case KeyIdFormat::Registry30:
        return tls::registry30KeyId(key);
    }
    return {};
}

Result<Issuer> Issuer::create(std::string issuer, std::chrono::seconds expiration,
                              const tls::KeyPair &pair, KeyIdFormat format,
                              std::chrono::milliseconds reuse)
{
    if (expiration.count() < 1)
        return failure(ErrorCode::InvalidInput, "the token lifetime must be at least one second");
    auto signer = tls::JwsSigner::create(pair.key);
    if (!signer)
        return tl::unexpected(signer.error());
    Issuer out(std::move(*signer),
               std::min(reuse, std::chrono::milliseconds(expiration) / kReusableShare));
    out.m_expiration = expiration;
    out.m_keyId = keyIdOf(pair.key, format);
    out.m_jwks = tls::jwkSet(pair.key, out.m_keyId);

    std::string header = "{\"typ\":\"JWT\",\"alg\":";
    json::appendString(header, out.m_signer.algorithm());
    header += ",\"kid\":";
    json::appendString(header, out.m_keyId);
    if (format == KeyIdFormat::X5c) {
        header += ",\"x5c\":[";
        const auto &certificates = pair.chain.certificates();
        for (std::size_t i = 0; i < certificates.size(); ++i) {
            // The root is the registry's to know (RFC 7515 4.1.6 lets it be left out).
            if (i > 0 && certificates[i].isSelfSigned())
                break;
            header += i ? ",\"" : "\"";
            header += tls::base64(certificates[i].der());
            header += '"';
        }
        header += ']';
    }
    header += '}';
    out.m_header = tls::base64Url(header) + '.';
    out.m_claimsStart = "{\"iss\":" + json::quoted(issuer) + ",\"sub\":";
    out.m_name = std::move(issuer);
    return out;
}

Result<IssuedToken> Issuer::issue(std::string_view subject, std::string_view audience,
                                  const std::vector<Access> &access,
                                  std::chrono::system_clock::time_point now) const
{
    std::string claims; // those that are the same for every token of this kind
    claims.reserve(256);
    json::appendString(claims, subject);
    claims += ",\"aud\":";
    json::appendString(claims, audience);
    const std::size_t identityEnd = claims.size();
    appendAccess(claims, access);

    if (const auto recent = m_recent->find(claims, now)) {
        IssuedToken again = **recent;
        again.expiresIn -= std::chrono::floor<std::chrono::seconds>(now - again.issuedAt);
        return again;
    }
    const std::string_view text = claims;
    auto issued = sign(text.substr(0, identityEnd), text.substr(identityEnd), now);
    const bool fits = issued && issued->token.size() + claims.size() <= kMaxRecentBytes;
    if (fits && m_recent->isEnabled())
        m_recent->insert(claims, std::make_shared<const IssuedToken>(*issued), now);
    return issued;
}

Result<IssuedToken> Issuer::sign(std::string_view identity, std::string_view access, Time now) const
{
    const auto issuedAt = std::chrono::floor<std::chrono::seconds>(now);
    const std::int64_t seconds = issuedAt.time_since_epoch().count();

    std::string claims;
    claims.reserve(m_claimsStart.size() + identity.size() + access.size() + 160);
    claims = m_claimsStart;
    claims += identity;
    claims += ",\"exp\":";
    appendNumber(claims, seconds + m_expiration.count());
    claims += ",\"nbf\":";
    appendNumber(claims, seconds - kNotBeforeMargin.count());
    claims += ",\"iat\":";
    appendNumber(claims, seconds);
    claims += ",\"jti\":\"";
    appendTokenId(claims);
    claims += "\",\"access\":";
    claims += access;
    claims += '}';

    IssuedToken out;
    out.token.reserve(m_header.size() + 2 * claims.size() +
                      768); // 768: the longest signature, RSA-4096
    out.token = m_header;
    out.token += tls::base64Url(claims);
    auto signature = m_signer.sign(out.token);
    if (!signature)
        return tl::unexpected(signature.error());
    out.token += '.';
    out.token += tls::base64Url(*signature);
    out.issuedAt = issuedAt;
    out.expiresIn = m_expiration;
    return out;
}

} // namespace wharfgate::token

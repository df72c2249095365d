// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/RefusedToken.h"

#include "shared/doctor/Challenge.h"
#include "shared/doctor/ClaimProbe.h"
#include "ssl/Encoding.h"
#include "ssl/JwsSigner.h"
#include "ssl/KeyId.h"

#include <QJsonArray>

#include <array>

namespace wharfgate::doctor {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kName = "registry.accepts"_L1;

/// The registry's word for why: "invalid_token", or empty.
QString errorOf(const HttpAnswer &answer)
{
    const auto challenge = challengeOf(answer.headerLines("www-authenticate"), u"bearer"_s);
    return challenge ? challenge->parameters.value(u"error"_s) : QString();
}

HttpAnswer present(HttpClient &client, const QUrl &registry, const QByteArray &token)
{
    return client.send({"GET", registry, {{"Authorization", "Bearer " + token}}, {}, true});
}

/// What the registry could know the key by, and with which it accepts a token.
struct Trial
{
    QStringList accepted; // values of token.kid_format
    QStringList refused;
    bool isDone = false;
};

QByteArray signedAs(const TokenView &token, const QJsonObject &header, const tls::JwsSigner &signer)
{
    const QByteArray input = tokenPart(header) + '.' + tokenPart(token.claims);
    const auto signature = signer.sign(input.toStdString());
    if (!signature)
        return {};
    return input + '.' + QByteArray::fromStdString(tls::base64Url(*signature));
}

/// Signs the same claims under each name of the key and asks the registry.
Trial tryKeyNames(HttpClient &client, const QUrl &registry, const TokenView &token,
                  const std::optional<config::Configuration> &configuration)
{
    Trial trial;
    if (!configuration)
        return trial;
    const auto pair =
        tls::KeyPair::load(configuration->token.certificate, configuration->token.key);
    const auto signer = pair ? tls::JwsSigner::create(pair->key)
                             : Result<tls::JwsSigner>(tl::unexpected(pair.error()));
    if (!signer)
        return trial;
    QJsonArray chain;
    for (const tls::Certificate &certificate : pair->chain.certificates())
        if (chain.isEmpty() || !certificate.isSelfSigned())
            chain.append(QString::fromStdString(tls::base64(certificate.der())));
    const std::array<std::pair<QString, std::string>, 4> formats{
        {{u"legacy"_s, tls::legacyKeyId(pair->key)},
         {u"rfc7638"_s, tls::rfc7638KeyId(pair->key)},
         {u"registry-3.0"_s, tls::registry30KeyId(pair->key)},
         {u"x5c"_s, tls::legacyKeyId(pair->key)}}};
    trial.isDone = true;
    for (const auto &[format, keyId] : formats) {
        QJsonObject header{{u"typ"_s, u"JWT"_s},
                           {u"alg"_s, QString::fromUtf8(signer->algorithm().data(),
                                                        qsizetype(signer->algorithm().size()))},
                           {u"kid"_s, QString::fromStdString(keyId)}};
        if (format == u"x5c"_s)
            header[u"x5c"_s] = chain;
        const HttpAnswer answer = present(client, registry, signedAs(token, header, *signer));
        (answer.status == 200 ? trial.accepted : trial.refused).append(format);
    }
    return trial;
}

Check failed(const char *code, const QString &seen, const QString &why, const QString &remedy)
{
    return {kName, Outcome::Fail, QString::fromLatin1(code), seen, why, remedy};
}

Check wrongKeyName(const QString &seen, const QString &format, const QString &remedy)
{
    return failed("key-name", seen + u" The token names its key \"%1\"."_s.arg(format),
                  u"The registry does not know the key by that name: versions of the registry name "
                  "keys in three ways."_s,
                  remedy);
}

Check notInBundle(const TokenView &token, const QString &seen)
{
    const QList<tls::Certificate> carried = token.certificates();
    const QString key =
        carried.isEmpty()
            ? u"the key %1"_s.arg(token.keyId())
            : u"\"%1\", issued by \"%2\""_s.arg(QString::fromStdString(carried.first().subject()),
                                                QString::fromStdString(carried.first().issuer()));
    return failed(
        "certificate-not-in-bundle",
        seen + u" Its claims are right; the signature is by %1."_s.arg(key),
        u"The registry's rootcertbundle holds neither that certificate nor its authority; "
        "the registry reads the file when it starts, and not again."_s,
        u"Copy the token certificate (wharfgated registry-setup writes it) to where "
        "auth.token.rootcertbundle points, and restart the registry."_s);
}

Check wrongIssuer(const TokenView &token, const QString &seen)
{
    return failed(
        "issuer-mismatch", seen + u" The token's issuer is \"%1\"."_s.arg(token.issuer()),
        u"The registry's auth.token.issuer is another text; the key is not the trouble."_s,
        u"Make token.issuer of the token server and auth.token.issuer of the registry "
        "(REGISTRY_AUTH_TOKEN_ISSUER) the same, letter by letter, and restart the "
        "registry."_s);
}

QString formatOf(const TokenView &token)
{
    return token.hasLegacyKeyId() ? u"legacy"_s : u"rfc7638 or registry-3.0"_s;
}

/// A registry 3 says invalid_token for wrong claims only, and nothing for an unknown key.
Check explainOfVersion3(const TokenView &token, const HttpAnswer &refusal)
{
    const QString seen = u"The registry, a version 3, refuses the token."_s;
    if (!errorOf(refusal).isEmpty())
        return wrongIssuer(token, seen);
    if (token.certificates().isEmpty() && token.hasLegacyKeyId())
        return wrongKeyName(seen, formatOf(token), u"Set token.kid_format to x5c."_s);
    return notInBundle(token, seen);
}

Check explainOfVersion2(HttpClient &client, const QUrl &registry, const TokenView &token)
{
    const QString seen = u"The registry, a version 2, refuses the token as invalid."_s;
    if (token.algorithm() == u"EdDSA"_s)
        return failed("algorithm-not-supported", seen + u" It is signed with EdDSA."_s,
                      u"Registry 2.x cannot verify Ed25519 signatures."_s,
                      u"Use an EC P-256 or RSA key for tokens."_s);
    const std::optional<bool> accepted = claimsAreAccepted(client, registry, token);
    if (accepted == false)
        return wrongIssuer(token, seen);
    if (token.certificates().isEmpty() && !token.hasLegacyKeyId())
        return wrongKeyName(
            seen, formatOf(token),
            u"Set token.kid_format to legacy, or to x5c, which every version of the "
            "registry accepts."_s);
    if (accepted == true)
        return notInBundle(token, seen);
    return failed(
        "token-refused", seen,
        u"Either the registry's rootcertbundle does not hold the token certificate, or its "
        "issuer is not \"%1\"."_s.arg(token.issuer()),
        u"Compare auth.token of the registry with the output of wharfgated "
        "registry-setup; the registry's log says which it is."_s);
}

} // namespace

Check explainRefusal(HttpClient &client, const QUrl &registry, const TokenView &token,
                     const HttpAnswer &refusal,
                     const std::optional<config::Configuration> &configuration)
{
    if (refusal.status == 400 || refusal.status == 413 || refusal.status == 431 ||
        refusal.status == 494)
        return failed("token-too-long",
                      u"The request with the token is refused with %1: \"%2\"."_s.arg(
                          QString::number(refusal.status), refusal.message()),
                      u"The token is %1 bytes long, more than a proxy takes in a header."_s.arg(
                          token.text.size()),
                      u"Raise the limit (nginx: large_client_header_buffers 4 32k), or set "
                      "token.kid_format to a short form that the registry knows."_s);
    if (refusal.status != 401)
        return failed("unexpected-status",
                      u"The request with the token is answered with %1: \"%2\"."_s.arg(
                          QString::number(refusal.status), refusal.message()),
                      u"Neither accepted nor refused."_s,
                      u"Look into the log of the registry and of proxies before it."_s);
    // What is no token at all is invalid for every version, if it arrives.
    if (errorOf(present(client, registry, "x")).isEmpty())
        return failed(
            "authorization-lost",
            u"The registry asks for a token although one was sent, and does not mind one "
            "that is nonsense."_s,
            u"The Authorization header does not reach the registry: a proxy removes or "
            "replaces it."_s,
            u"Let the proxy pass it on (nginx: no \"proxy_set_header Authorization\" and no "
            "auth_basic for the registry; HAProxy: no http-request del-header)."_s);
    const Trial trial = tryKeyNames(client, registry, token, configuration);
    if (!trial.accepted.isEmpty())
        return wrongKeyName(
            u"The registry refuses the token. Of the key's other names it accepts %1."_s.arg(
                trial.accepted.join(u", "_s)),
            token.certificates().isEmpty() ? formatOf(token) : u"x5c"_s,
            u"Set token.kid_format to %1."_s.arg(
                trial.accepted.contains(u"x5c"_s) ? u"x5c"_s : trial.accepted.first()));
    const bool isVersion2 =
        !errorOf(present(client, registry, token.withBrokenSignature())).isEmpty();
    Check check =
        isVersion2 ? explainOfVersion2(client, registry, token) : explainOfVersion3(token, refusal);
    if (trial.isDone)
        check.seen +=
            u" No other name of the key (%1) is accepted."_s.arg(trial.refused.join(u", "_s));
    return check;
}

} // namespace wharfgate::doctor

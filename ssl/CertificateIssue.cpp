// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/Certificate.h"

#include "ssl/AlternativeNames.h"
#include "ssl/Encoding.h"
#include "ssl/OpenSslSupport.h"

#include <algorithm>

namespace wharfgate::tls {

namespace {

/// Clocks of clients run late; a certificate made now has to be good for them now.
constexpr std::chrono::minutes kBackdating{5};
constexpr std::chrono::hours kMaximumValidity{100 * 366 * 24}; // keeps dates within four digits

/// What is wrong with `spec`, or empty.
std::string objectionTo(const CertificateSpec &spec, const PrivateKey &key,
                        const KeyPair *authority)
{
    if (std::string objection = objectionToNames(spec); !objection.empty())
        return objection;
    if (spec.validity <= std::chrono::hours(0) || spec.validity > kMaximumValidity)
        return "the validity of a certificate has to be between an hour and 100 years";
    if (authority && !authority->chain.leaf().isAuthority())
        return "the certificate that should sign is not an authority's";
    if (authority && !authority->chain.leaf().matches(authority->key))
        return "the authority's certificate does not belong to its key";
    if (!(authority ? authority->key : key).hasPrivateHalf())
        return "signing a certificate needs a private key, this one is only public";
    return {};
}

bool setRandomSerial(X509 *certificate)
{
    std::string bytes = randomBytes(16);
    bytes[0] = static_cast<char>((bytes[0] & 0x7F) | 0x40); // positive, and always 16 bytes long
    const BignumPointer number(
        BN_bin2bn(reinterpret_cast<const unsigned char *>(bytes.data()), 16, nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
}

bool setTime(ASN1_TIME *target, std::chrono::system_clock::time_point time)
{
    return ASN1_TIME_set(target, std::chrono::system_clock::to_time_t(time)) != nullptr;
}

bool setValidity(X509 *certificate, const CertificateSpec &spec, const KeyPair *authority)
{
    auto end = spec.now + spec.validity;
    if (authority) // a chain ends with the first of its certificates that expires
        end = std::min(end, authority->chain.leaf().notAfter());
    return setTime(X509_getm_notBefore(certificate), spec.now - kBackdating) &&
           setTime(X509_getm_notAfter(certificate), end);
}

bool setNames(X509 *certificate, const CertificateSpec &spec, const KeyPair *authority)
{
    X509_NAME *subject = X509_get_subject_name(certificate);
    if (!addCommonName(subject, spec.commonName))
        return false;
    const X509_NAME *issuer =
        authority ? X509_get_subject_name(authority->chain.leaf().handle()) : subject;
    return X509_set_issuer_name(certificate, issuer) == 1;
}

/// Adds an extension written in OpenSSL's configuration syntax; `value` is never outside input.
bool addExtension(X509 *certificate, X509 *issuer, int id, const char *value)
{
    X509V3_CTX context{};
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const ExtensionPointer extension(X509V3_EXT_conf_nid(nullptr, &context, id, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

Result<void> addAlternativeNames(X509 *certificate, const CertificateSpec &spec)
{
    const auto names = alternativeNames(spec);
    if (!names)
        return tl::unexpected(names.error());
    if (*names && X509_add1_ext_i2d(certificate, NID_subject_alt_name, names->get(), 0, 0) != 1)
        return failure(ErrorCode::Crypto, "no certificate could be made: " + takeOpenSslError());
    return {};
}

bool addExtensions(X509 *certificate, const CertificateSpec &spec, const KeyPair *authority)
{
    X509 *issuer = authority ? authority->chain.leaf().handle() : certificate;
    const char *constraints = spec.isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE";
    const char *usage =
        spec.isAuthority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature";
    if (!addExtension(certificate, issuer, NID_basic_constraints, constraints) ||
        !addExtension(certificate, issuer, NID_key_usage, usage) ||
        !addExtension(certificate, issuer, NID_subject_key_identifier, "hash"))
        return false;
    if (!spec.isAuthority && !addExtension(certificate, issuer, NID_ext_key_usage, "serverAuth"))
        return false;
    // An authority made elsewhere may lack the identifier that this one would point to.
    if (X509_get_ext_by_NID(issuer, NID_subject_key_identifier, -1) < 0)
        return true;
    return addExtension(certificate, issuer, NID_authority_key_identifier, "keyid");
}

} // namespace

Result<Certificate> issueCertificate(const CertificateSpec &spec, const PrivateKey &key,
                                     const KeyPair *authority)
{
    if (const std::string objection = objectionTo(spec, key, authority); !objection.empty())
        return failure(ErrorCode::InvalidInput, objection);
    const PrivateKey &signingKey = authority ? authority->key : key;
    // Ed25519 hashes by itself (RFC 8410).
    const EVP_MD *digest = signingKey.type() == KeyType::Ed25519 ? nullptr : EVP_sha256();

    const std::shared_ptr<X509> certificate(X509_new(), X509_free);
    bool ok = certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
              setRandomSerial(certificate.get()) &&
              setValidity(certificate.get(), spec, authority) &&
              setNames(certificate.get(), spec, authority) &&
              X509_set_pubkey(certificate.get(), key.handle()) == 1 &&
              addExtensions(certificate.get(), spec, authority);
    if (ok) {
        if (const auto added = addAlternativeNames(certificate.get(), spec); !added)
            return tl::unexpected(added.error());
        ok = X509_sign(certificate.get(), signingKey.handle(), digest) > 0;
    }
    const std::string reason = takeOpenSslError();
    if (!ok)
        return failure(ErrorCode::Crypto, "no certificate could be made: " + reason);
    return Certificate(certificate);
}

} // namespace wharfgate::tls

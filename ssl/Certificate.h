// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "ssl/PrivateKey.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using X509 = struct x509_st;

namespace wharfgate::tls {

/// One X.509 certificate (RFC 5280). Immutable and shared; safe on any thread.
class Certificate
{
public:
    std::string subject() const; // RFC 2253 text
    std::string issuer() const;
    std::vector<std::string> names() const; // DNS names and IP addresses of subjectAltName
    std::chrono::system_clock::time_point notBefore() const;
    std::chrono::system_clock::time_point notAfter() const;
    std::string serial() const;  // "0A:1B:…"
    std::string keyType() const; // as wordOf(KeyType); another curve or type by OpenSSL's name
    int keyBits() const;
    /// What the key may be used for (RFC 5280 4.2.1.3 and 4.2.1.12): "digitalSignature",
    /// "serverAuth"; uses without a name as object identifiers. Empty: not restricted.
    std::vector<std::string> usages() const;
    /// By keyUsage and extendedKeyUsage, as far as there are any.
    bool maySignHandshakes() const;
    bool mayServeTls() const;
    /// The signature rests on MD5 or SHA-1, which can be forged.
    bool hasWeakHash() const;
    bool covers(const std::string &host) const; // a DNS name or an IP address (RFC 6125)
    /// `issuer` is named as the issuer, may sign certificates, and its key made the signature.
    bool isIssuedBy(const Certificate &issuer) const;
    Result<PrivateKey> publicKey() const; // only the public half
    std::string der() const;
    std::string toPem() const;
    std::string sha256Fingerprint() const; // "AB:CD:…"
    bool isSelfSigned() const;
    bool isAuthority() const; // basicConstraints CA
    bool matches(const PrivateKey &key) const;
    X509 *handle() const { return m_certificate.get(); } // borrowed; for ssl/ only

    explicit Certificate(std::shared_ptr<X509> certificate);

private:
    std::shared_ptr<X509> m_certificate;
};

/// A leaf certificate and its intermediates in sending order: the content of a `certificate:` file.
class CertificateChain
{
public:
    static Result<CertificateChain> fromPem(std::string_view pem);
    static Result<CertificateChain> load(const std::string &file);
    explicit CertificateChain(std::vector<Certificate> certificates);

    const Certificate &leaf() const { return m_certificates.front(); }
    const std::vector<Certificate> &certificates() const { return m_certificates; }

private:
    std::vector<Certificate> m_certificates; // never empty
};

/// A chain and the key of its leaf, checked to belong together.
struct KeyPair
{
    CertificateChain chain;
    PrivateKey key;

    /// Refuses a certificate that does not match its key, weak keys, and unreadable files, naming
    /// the file and the remedy. A file that others may read is not an error here.
    static Result<KeyPair> load(const std::string &certificateFile, const std::string &keyFile);
};

/// What a new certificate is made of.
struct CertificateSpec
{
    std::string commonName;
    std::vector<std::string> dnsNames;
    std::vector<std::string> ipAddresses;
    std::chrono::hours validity{24 * 365};
    bool isAuthority = false;
    std::chrono::system_clock::time_point now = std::chrono::system_clock::now();
};

/// A certificate for `key`, signed by `authority` (self-signed if null).
Result<Certificate> issueCertificate(const CertificateSpec &spec, const PrivateKey &key,
                                     const KeyPair *authority);

} // namespace wharfgate::tls

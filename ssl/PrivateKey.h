// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <memory>
#include <string>
#include <string_view>

using EVP_PKEY = struct evp_pkey_st;

namespace wharfgate::tls {

enum class KeyType
{
    Rsa,
    EcP256,
    EcP384,
    EcP521,
    Ed25519
};

/// "rsa", "ec-p256", "ec-p384", "ec-p521", "ed25519".
std::string_view wordOf(KeyType type);

/// A private key (or, for key ids and checks, a public key). Immutable and shared; safe on any
/// thread.
class PrivateKey
{
public:
    /// PEM text: PKCS#8, PKCS#1 or SEC 1. Encrypted keys, unknown types and RSA under 2048 bits are
    /// refused (ErrorCode::Crypto) with what to do about it.
    static Result<PrivateKey> fromPem(std::string_view pem);
    static Result<PrivateKey> load(const std::string &file);
    /// Only the public half, from a PEM SubjectPublicKeyInfo: for key ids.
    static Result<PrivateKey> publicFromPem(std::string_view pem);
    /// A new key. `rsaBits` 2048 to 8192. An EC key whose X or Y starts with a zero byte is made
    /// again: registry 3.1 computes its key id without the padding that RFC 7638 asks for.
    static Result<PrivateKey> generate(KeyType type, int rsaBits = 3072);

    /// For ssl/ only: takes a key that OpenSSL has decoded, with the checks of fromPem(). `what`
    /// begins the sentence of an error.
    static Result<PrivateKey> adoptPrivate(std::shared_ptr<EVP_PKEY> key, const std::string &what);
    static Result<PrivateKey> adoptPublic(std::shared_ptr<EVP_PKEY> key, const std::string &what);

    KeyType type() const;
    int bits() const;
    bool hasPrivateHalf() const { return m_half == Half::Private; }
    std::string toPem() const;        // PKCS#8, unencrypted; empty without the private half
    std::string publicKeyDer() const; // SubjectPublicKeyInfo
    EVP_PKEY *handle() const { return m_key.get(); } // borrowed; for ssl/ only

private:
    enum class Half
    {
        Public,
        Private
    };
    PrivateKey(std::shared_ptr<EVP_PKEY> key, Half half);
    std::shared_ptr<EVP_PKEY> m_key;
    Half m_half;
};

} // namespace wharfgate::tls

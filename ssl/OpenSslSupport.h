// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>

/// Owners for OpenSSL's objects and its error queue. For the sources of ssl/ only: it includes
/// OpenSSL's headers, which public headers of this folder do not.
namespace wharfgate::tls {

/// Calls the OpenSSL function that frees one kind of object.
template <auto freeFunction>
struct OpenSslFree
{
    template <typename T>
    void operator()(T *object) const
    {
        freeFunction(object);
    }
};

using BioPointer = std::unique_ptr<BIO, OpenSslFree<BIO_free_all>>;
using BignumPointer = std::unique_ptr<BIGNUM, OpenSslFree<BN_clear_free>>;
using EcdsaSignaturePointer = std::unique_ptr<ECDSA_SIG, OpenSslFree<ECDSA_SIG_free>>;
using DigestContextPointer = std::unique_ptr<EVP_MD_CTX, OpenSslFree<EVP_MD_CTX_free>>;
using MacContextPointer = std::unique_ptr<EVP_MAC_CTX, OpenSslFree<EVP_MAC_CTX_free>>;
using CertificatePointer = std::unique_ptr<X509, OpenSslFree<X509_free>>;
using ExtensionPointer = std::unique_ptr<X509_EXTENSION, OpenSslFree<X509_EXTENSION_free>>;
using StringPointer = std::unique_ptr<ASN1_STRING, OpenSslFree<ASN1_STRING_free>>;
using GeneralNamePointer = std::unique_ptr<GENERAL_NAME, OpenSslFree<GENERAL_NAME_free>>;
using GeneralNamesPointer = std::unique_ptr<GENERAL_NAMES, OpenSslFree<GENERAL_NAMES_free>>;

/// The bytes written so far to a memory BIO.
std::string memoryOf(BIO *bio);

/// The reason of the first error queued on this thread, in OpenSSL's words; empties the queue.
/// Reasons are fixed texts and never hold key material.
std::string takeOpenSslError();

} // namespace wharfgate::tls

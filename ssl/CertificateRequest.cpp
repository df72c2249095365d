// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/CertificateRequest.h"

#include "ssl/AlternativeNames.h"
#include "ssl/OpenSslSupport.h"
#include "ssl/Pem.h"

#include <openssl/pem.h>

#include <algorithm>

namespace wharfgate::tls {

namespace {

using ExtensionsPointer =
    std::unique_ptr<STACK_OF(X509_EXTENSION), decltype([](auto *stack) {
                        sk_X509_EXTENSION_pop_free(stack, X509_EXTENSION_free);
                    })>;

bool addExtensions(X509_REQ *request, const GENERAL_NAMES *names)
{
    STACK_OF(X509_EXTENSION) *stack = nullptr;
    const bool added = X509V3_add1_i2d(&stack, NID_subject_alt_name,
                                       const_cast<GENERAL_NAMES *>(names), 0, 0) == 1;
    const ExtensionsPointer extensions(stack);
    return added && X509_REQ_add_extensions(request, extensions.get()) == 1;
}

} // namespace

CertificateRequest::CertificateRequest(std::shared_ptr<X509_REQ> request)
    : m_request(std::move(request))
{}

Result<CertificateRequest> CertificateRequest::create(const CertificateSpec &spec,
                                                      const PrivateKey &key)
{
    if (const std::string objection = objectionToNames(spec); !objection.empty())
        return failure(ErrorCode::InvalidInput, objection);
    if (!key.hasPrivateHalf())
        return failure(ErrorCode::InvalidInput,
                       "a request needs a private key, this one is only public");
    const auto names = alternativeNames(spec);
    if (!names)
        return tl::unexpected(names.error());
    const EVP_MD *digest = key.type() == KeyType::Ed25519 ? nullptr : EVP_sha256();
    const std::shared_ptr<X509_REQ> request(X509_REQ_new(), X509_REQ_free);
    const bool ok = request && X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1 &&
                    addCommonName(X509_REQ_get_subject_name(request.get()), spec.commonName) &&
                    X509_REQ_set_pubkey(request.get(), key.handle()) == 1 &&
                    (!*names || addExtensions(request.get(), names->get())) &&
                    X509_REQ_sign(request.get(), key.handle(), digest) > 0;
    const std::string reason = takeOpenSslError();
    if (!ok)
        return failure(ErrorCode::Crypto, "no request could be made: " + reason);
    return CertificateRequest(request);
}

Result<CertificateRequest> CertificateRequest::fromPem(std::string_view pem)
{
    const std::string what = "the certificate request";
    const auto blocks = pemBlocks(pem, what);
    if (!blocks)
        return tl::unexpected(blocks.error());
    const auto block = std::find_if(blocks->begin(), blocks->end(), [](const PemBlock &one) {
        return one.label.ends_with("CERTIFICATE REQUEST");
    });
    if (block == blocks->end())
        return failure(ErrorCode::Crypto, what + " is not a \"CERTIFICATE REQUEST\" block");
    const BioPointer input(
        BIO_new_mem_buf(block->text.data(), static_cast<int>(block->text.size())));
    const std::shared_ptr<X509_REQ> request(
        PEM_read_bio_X509_REQ(input.get(), nullptr, nullptr, nullptr), X509_REQ_free);
    EVP_PKEY *key = request ? X509_REQ_get0_pubkey(request.get()) : nullptr;
    const bool sound = key && X509_REQ_verify(request.get(), key) == 1;
    const std::string reason = takeOpenSslError();
    if (!sound)
        return failure(ErrorCode::Crypto, what + " cannot be decoded (" + reason + ')');
    return CertificateRequest(request);
}

std::string CertificateRequest::toPem() const
{
    const BioPointer out(BIO_new(BIO_s_mem()));
    if (!out || PEM_write_bio_X509_REQ(out.get(), handle()) != 1)
        takeOpenSslError();
    return memoryOf(out.get());
}

std::string CertificateRequest::commonName() const
{
    const X509_NAME *subject = X509_REQ_get_subject_name(handle());
    const int index = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (index < 0)
        return {};
    unsigned char *text = nullptr;
    const int length =
        ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, index)));
    if (length < 0) {
        takeOpenSslError();
        return {};
    }
    std::string name(reinterpret_cast<const char *>(text), static_cast<std::size_t>(length));
    OPENSSL_free(text);
    return name;
}

std::vector<std::string> CertificateRequest::names() const
{
    const ExtensionsPointer extensions(X509_REQ_get_extensions(handle()));
    const GeneralNamesPointer names(static_cast<GENERAL_NAMES *>(
        X509V3_get_d2i(extensions.get(), NID_subject_alt_name, nullptr, nullptr)));
    takeOpenSslError();
    return namesOf(names.get());
}

bool CertificateRequest::matches(const PrivateKey &key) const
{
    const EVP_PKEY *own = X509_REQ_get0_pubkey(handle());
    const bool result = own && EVP_PKEY_eq(own, key.handle()) == 1;
    takeOpenSslError();
    return result;
}

Result<PrivateKey> CertificateRequest::publicKey() const
{
    EVP_PKEY *key = X509_REQ_get0_pubkey(handle()); // fromPem() and create() had it
    EVP_PKEY_up_ref(key);
    return PrivateKey::adoptPublic(std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free),
                                   "the request's key");
}

} // namespace wharfgate::tls

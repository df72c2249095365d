// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/Certificate.h"

#include "ssl/AlternativeNames.h"
#include "ssl/Encoding.h"
#include "ssl/OpenSslSupport.h"
#include "ssl/Pem.h"

#include <openssl/pem.h>

#include <algorithm>
#include <ctime>

namespace wharfgate::tls {

namespace {

std::string nameText(const X509_NAME *name)
{
    // RFC 2253, but UTF-8 as it stands instead of one escape for each byte.
    constexpr unsigned long kFlags =
        (XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
    const BioPointer out(BIO_new(BIO_s_mem()));
    if (!out || X509_NAME_print_ex(out.get(), name, 0, kFlags) < 0)
        takeOpenSslError();
    return memoryOf(out.get());
}

std::chrono::system_clock::time_point timePoint(const ASN1_TIME *time)
{
    tm utc{};
    if (ASN1_TIME_to_tm(time, &utc) != 1) {
        takeOpenSslError();
        return {}; // an unreadable date is long past: fail closed
    }
    return std::chrono::system_clock::from_time_t(timegm(&utc));
}

tl::unexpected<Error> noCertificate(const std::vector<PemBlock> &blocks, const std::string &what)
{
    if (std::any_of(blocks.begin(), blocks.end(),
                    [](const PemBlock &block) { return block.isPrivateKey(); })) {
        return failure(ErrorCode::Crypto,
                       what + " holds a private key, but a certificate is needed; perhaps "
                              "\"certificate\" and \"key\" are exchanged");
    }
    if (std::any_of(blocks.begin(), blocks.end(), [](const PemBlock &block) {
            return block.label.ends_with("CERTIFICATE REQUEST");
        })) {
        return failure(ErrorCode::Crypto,
                       what + " holds a certificate request, which an authority has yet to sign");
    }
    return failure(ErrorCode::Crypto, what + " holds no certificate");
}

Result<std::vector<Certificate>> parseChain(std::string_view pem, const std::string &what)
{
    const auto blocks = pemBlocks(pem, what);
    if (!blocks)
        return tl::unexpected(blocks.error());
    std::vector<Certificate> certificates;
    for (const PemBlock &block : *blocks) {
        if (!block.isCertificate())
            continue;
        const BioPointer input(
            BIO_new_mem_buf(block.text.data(), static_cast<int>(block.text.size())));
        std::shared_ptr<X509> certificate(PEM_read_bio_X509(input.get(), nullptr, nullptr, nullptr),
                                          X509_free);
        const std::string reason = takeOpenSslError();
        if (!certificate || !X509_get0_pubkey(certificate.get())) {
            takeOpenSslError();
            return failure(ErrorCode::Crypto,
                           what + ": certificate " + std::to_string(certificates.size() + 1) +
                               " cannot be decoded (" + reason + "); copy the whole file again");
        }
        certificates.emplace_back(std::move(certificate));
    }
    if (certificates.empty())
        return noCertificate(*blocks, what);
    return certificates;
}

Error inFile(const Error &error, const std::string &file)
{
    return {error.code, error.detail, {file}};
}

} // namespace

Certificate::Certificate(std::shared_ptr<X509> certificate)
    : m_certificate(std::move(certificate))
{}

std::string Certificate::subject() const
{
    return nameText(X509_get_subject_name(handle()));
}

std::string Certificate::issuer() const
{
    return nameText(X509_get_issuer_name(handle()));
}

std::vector<std::string> Certificate::names() const
{
    const GeneralNamesPointer alternatives(static_cast<GENERAL_NAMES *>(
        X509_get_ext_d2i(handle(), NID_subject_alt_name, nullptr, nullptr)));
    takeOpenSslError();
    return namesOf(alternatives.get());
}

std::chrono::system_clock::time_point Certificate::notBefore() const
{
    return timePoint(X509_get0_notBefore(handle()));
}

std::chrono::system_clock::time_point Certificate::notAfter() const
{
    return timePoint(X509_get0_notAfter(handle()));
}

std::string Certificate::der() const
{
    unsigned char *bytes = nullptr;
    const int length = i2d_X509(handle(), &bytes);
    if (length <= 0) {
        takeOpenSslError();
        return {};
    }
    std::string der(reinterpret_cast<const char *>(bytes), static_cast<std::size_t>(length));
    OPENSSL_free(bytes);
    return der;
}

std::string Certificate::toPem() const
{
    const BioPointer out(BIO_new(BIO_s_mem()));
    if (!out || PEM_write_bio_X509(out.get(), handle()) != 1)
        takeOpenSslError();
    return memoryOf(out.get());
}

std::string Certificate::sha256Fingerprint() const
{
    return hexadecimal(sha256(der()));
}

bool Certificate::isSelfSigned() const
{
    const bool result = X509_self_signed(handle(), 1) == 1;
    takeOpenSslError();
    return result;
}

bool Certificate::isAuthority() const
{
    return (X509_get_extension_flags(handle()) & (EXFLAG_CA | EXFLAG_INVALID)) == EXFLAG_CA;
}

bool Certificate::matches(const PrivateKey &key) const
{
    const bool result = EVP_PKEY_eq(X509_get0_pubkey(handle()), key.handle()) == 1;
    takeOpenSslError();
    return result;
}

CertificateChain::CertificateChain(std::vector<Certificate> certificates)
    : m_certificates(std::move(certificates))
{}

Result<CertificateChain> CertificateChain::fromPem(std::string_view pem)
{
    auto certificates = parseChain(pem, "the certificate");
    if (!certificates)
        return tl::unexpected(certificates.error());
    return CertificateChain(std::move(*certificates));
}

Result<CertificateChain> CertificateChain::load(const std::string &file)
{
    const std::string what = fileLabel("certificate", file);
    const auto content = readPemFile(file, what);
    if (!content)
        return tl::unexpected(inFile(content.error(), file));
    auto certificates = parseChain(*content, what);
    if (!certificates)
        return tl::unexpected(inFile(certificates.error(), file));
    return CertificateChain(std::move(*certificates));
}

Result<KeyPair> KeyPair::load(const std::string &certificateFile, const std::string &keyFile)
{
    auto chain = CertificateChain::load(certificateFile);
    if (!chain)
        return tl::unexpected(chain.error());
    auto key = PrivateKey::load(keyFile);
    if (!key)
        return tl::unexpected(key.error());
    if (chain->leaf().matches(*key))
        return KeyPair{std::move(*chain), std::move(*key)};

    const auto &all = chain->certificates();
    const bool wrongOrder = std::any_of(all.begin(), all.end(),
                                        [&](const Certificate &one) { return one.matches(*key); });
    if (wrongOrder) {
        return failure(ErrorCode::Crypto,
                       fileLabel("certificate", certificateFile) +
                           " is in the wrong order; the certificate of key file " + keyFile +
                           " has to come first, its intermediates after it",
                       {certificateFile});
    }
    return failure(ErrorCode::Crypto,
                   fileLabel("certificate", certificateFile) + " does not belong to key file " +
                       keyFile + "; give the certificate that was issued for this key",
                   {certificateFile});
}

} // namespace wharfgate::tls

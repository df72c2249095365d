// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/CertificateImport.h"

#include "ssl/FoundItems.h"
#include "ssl/Pem.h"

#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/provider.h>

#include <algorithm>
#include <cstring>

namespace wharfgate::tls {

namespace {

constexpr std::size_t kMaximumChain = 10;

using ContextPointer = std::unique_ptr<OSSL_LIB_CTX, OpenSslFree<OSSL_LIB_CTX_free>>;
using ProviderPointer = std::unique_ptr<OSSL_PROVIDER, OpenSslFree<OSSL_PROVIDER_unload>>;
using MessagePointer = std::unique_ptr<PKCS7, OpenSslFree<PKCS7_free>>;
using KeyPointer = std::unique_ptr<EVP_PKEY, OpenSslFree<EVP_PKEY_free>>;

/// While it lives, this thread decodes with old ciphers too (RC2, 3DES), as Windows and Java write
/// them into PKCS#12. They are kept away from everything else. Without OpenSSL's legacy provider
/// only files with newer ciphers can be read.
class OldCiphers
{
public:
    OldCiphers()
        : m_context(OSSL_LIB_CTX_new())
        , m_standard(OSSL_PROVIDER_load(m_context.get(), "default"))
        , m_legacy(OSSL_PROVIDER_load(m_context.get(), "legacy"))
    {
        if (m_context && m_standard)
            m_before = OSSL_LIB_CTX_set0_default(m_context.get());
        takeOpenSslError();
    }
    ~OldCiphers()
    {
        if (m_before)
            OSSL_LIB_CTX_set0_default(m_before);
    }
    OldCiphers(const OldCiphers &) = delete;
    OldCiphers &operator=(const OldCiphers &) = delete;

private:
    ContextPointer m_context;
    ProviderPointer m_standard;
    ProviderPointer m_legacy;
    OSSL_LIB_CTX *m_before = nullptr;
};

/// Gives the password of `found` to OpenSSL, or says that there is none.
int tellPassword(char *buffer, int capacity, int, void *found)
{
    const auto &password = static_cast<const FoundItems *>(found)->password();
    if (!password || password->size() > static_cast<std::size_t>(capacity))
        return -1;
    std::memcpy(buffer, password->data(), password->size());
    return static_cast<int>(password->size());
}

void addCertificates(const STACK_OF(X509) * certificates, FoundItems &found)
{
    const int count = certificates ? sk_X509_num(certificates) : 0;
    for (int i = 0; i < count; ++i)
        found.addCertificate(sk_X509_value(certificates, i));
}

/// RFC 2315 9: the ".p7b" in which authorities hand chains out.
void readMessage(const PKCS7 *message, const std::string &what, FoundItems &found)
{
    if (!PKCS7_type_is_signed(message) || !message->d.sign || !message->d.sign->cert) {
        found.addProblem(what + " is a PKCS#7 message without certificates.");
        return;
    }
    addCertificates(message->d.sign->cert, found);
}

BioPointer readOnly(std::string_view text)
{
    return BioPointer(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

/// The bytes in a PEM block; empty if they cannot be decoded.
std::string bytesOf(const PemBlock &block)
{
    char *name = nullptr;
    char *header = nullptr;
    unsigned char *data = nullptr;
    long length = 0;
    const BioPointer input = readOnly(block.text);
    std::string bytes;
    if (PEM_read_bio(input.get(), &name, &header, &data, &length) == 1)
        bytes.assign(reinterpret_cast<const char *>(data), static_cast<std::size_t>(length));
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_clear_free(data, static_cast<std::size_t>(length));
    takeOpenSslError();
    return bytes;
}

void readPrivateKey(const PemBlock &block, const std::string &what, FoundItems &found)
{
    if (block.label == "OPENSSH PRIVATE KEY") {
        found.addProblem(what + " has a key in OpenSSH's own form; convert a copy with "
                                "\"ssh-keygen -p -m PKCS8 -f COPY\".");
        return;
    }
    const std::string subject = what + ": the private key";
    if (block.label == "ENCRYPTED PRIVATE KEY") {
        std::string bytes = bytesOf(block);
        if (!findInEncryptedKey(bytes, subject, found))
            found.addProblem(subject + " cannot be decoded; copy the whole file again.");
        OPENSSL_cleanse(bytes.data(), bytes.size());
        return;
    }
    const BioPointer input = readOnly(block.text);
    const KeyPointer key(PEM_read_bio_PrivateKey(input.get(), nullptr, tellPassword, &found));
    takeOpenSslError();
    if (key)
        found.addKey(key.get());
    if (key && block.isEncrypted())
        found.noteOpened();
    else if (!key && block.isEncrypted())
        found.noteLocked();
    else if (!key)
        found.addProblem(subject + " cannot be decoded; copy the whole file again.");
}

void readBlock(const PemBlock &block, const std::string &what, FoundItems &found)
{
    const BioPointer input = readOnly(block.text);
    if (block.isPrivateKey()) {
        readPrivateKey(block, what, found);
    } else if (block.isCertificate() || block.label == "TRUSTED CERTIFICATE") {
        const CertificatePointer one(PEM_read_bio_X509_AUX(input.get(), nullptr, nullptr, nullptr));
        if (one)
            found.addCertificate(one.get());
        else
            found.addProblem(what + " has a certificate that cannot be decoded; copy the whole "
                                    "file again.");
    } else if (block.label == "PKCS7" || block.label == "CMS") {
        const MessagePointer message(PEM_read_bio_PKCS7(input.get(), nullptr, nullptr, nullptr));
        if (message)
            readMessage(message.get(), what, found);
        else
            found.addProblem(what + " has a PKCS#7 message that cannot be decoded.");
    } else if (block.label.ends_with("CERTIFICATE REQUEST")) {
        found.addProblem(what + " has a certificate request, which an authority has yet to sign.");
    }
    // EC PARAMETERS, PUBLIC KEY and the like say nothing that is not in keys and certificates.
    takeOpenSslError();
}

/// The object that `decode` makes of all of `der`; null if it does not fit.
template <typename T>
T *decoded(T *(*decode)(T **, const unsigned char **, long), std::string_view der)
{
    const auto *position = reinterpret_cast<const unsigned char *>(der.data());
    T *object = decode(nullptr, &position, static_cast<long>(der.size()));
    takeOpenSslError();
    return object;
}

/// True if `der` was something.
bool readBinary(std::string_view der, const std::string &what, FoundItems &found)
{
    if (der.empty() || der.front() != '\x30') // all of them are SEQUENCEs
        return false;
    if (const CertificatePointer one(decoded(d2i_X509, der)); one) {
        found.addCertificate(one.get());
        return true;
    }
    if (findInPkcs12(der, what, found))
        return true;
    if (findInEncryptedKey(der, what, found))
        return true;
    if (const MessagePointer message(decoded(d2i_PKCS7, der)); message) {
        readMessage(message.get(), what, found);
        return true;
    }
    if (const KeyPointer key(decoded(d2i_AutoPrivateKey, der)); key) {
        found.addKey(key.get());
        return true;
    }
    return false;
}

void readFile(std::string_view file, const std::string &what, FoundItems &found)
{
    if (file.find("-----BEGIN ") == std::string_view::npos) {
        if (!readBinary(file, what, found))
            found.addProblem(what + " is neither PEM nor DER nor PKCS#12.");
        return;
    }
    const auto blocks = pemBlocks(file, what);
    if (!blocks) {
        found.addProblem(blocks.error().detail + '.');
        return;
    }
    for (const PemBlock &block : *blocks)
        readBlock(block, what, found);
}

} // namespace

Result<ImportedItems> importItems(const std::vector<std::string> &files,
                                  const std::optional<std::string> &password)
{
    std::size_t bytes = 0;
    for (const std::string &file : files)
        bytes += file.size();
    if (bytes > kMaximumImportBytes)
        return failure(ErrorCode::InvalidInput,
                       "the files are over 1 MiB together; they hold something else");
    FoundItems found(password);
    {
        const OldCiphers oldCiphers;
        for (std::size_t i = 0; i < files.size(); ++i)
            readFile(files[i], files.size() == 1 ? "The file" : "File " + std::to_string(i + 1),
                     found);
    }
    auto items = found.take();
    if (!items)
        return items;
    const bool nothing = items->certificates.empty() && items->keys.empty() &&
                         items->lock == ImportedItems::Lock::None;
    if (nothing) {
        return failure(ErrorCode::Crypto, items->problems.empty()
                                              ? "there is neither a certificate nor a key"
                                              : items->problems.front());
    }
    return items;
}

CertificateChain orderedChain(const Certificate &leaf, const std::vector<Certificate> &pool)
{
    std::vector<Certificate> chain{leaf};
    while (chain.size() < kMaximumChain) {
        const Certificate *issuer = nullptr;
        for (const Certificate &one : pool) {
            // Of several certificates of one issuer the one that lasts longest.
            if (!one.isSelfSigned() && chain.back().isIssuedBy(one) &&
                (!issuer || one.notAfter() > issuer->notAfter()))
                issuer = &one;
        }
        const bool again = issuer && std::any_of(chain.begin(), chain.end(), [&](const auto &one) {
                               return one.der() == issuer->der();
                           });
        if (!issuer || again) // two that signed each other
            break;
        chain.push_back(*issuer);
    }
    return CertificateChain(std::move(chain));
}

} // namespace wharfgate::tls

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/FoundItems.h"

#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>

namespace wharfgate::tls {

namespace {

constexpr int kMaximumNesting = 4;

void freeBags(STACK_OF(PKCS12_SAFEBAG) * bags)
{
    sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
}

void freeContents(STACK_OF(PKCS7) * contents)
{
    sk_PKCS7_pop_free(contents, PKCS7_free);
}

using Pkcs12Pointer = std::unique_ptr<PKCS12, OpenSslFree<PKCS12_free>>;
using BagsPointer = std::unique_ptr<STACK_OF(PKCS12_SAFEBAG), OpenSslFree<freeBags>>;
using ContentsPointer = std::unique_ptr<STACK_OF(PKCS7), OpenSslFree<freeContents>>;
using EncryptedKeyPointer = std::unique_ptr<X509_SIG, OpenSslFree<X509_SIG_free>>;
using KeyInfoPointer = std::unique_ptr<PKCS8_PRIV_KEY_INFO, OpenSslFree<PKCS8_PRIV_KEY_INFO_free>>;

/// Reads one PKCS#12 file.
class Pkcs12Reader
{
public:
    Pkcs12Reader(std::string what, FoundItems &found)
        : m_what(std::move(what))
        , m_found(found)
    {}

    void read(PKCS12 *file)
    {
        if (!choosePassword(file))
            return;
        const ContentsPointer contents(PKCS12_unpack_authsafes(file));
        const int count = contents ? sk_PKCS7_num(contents.get()) : 0;
        if (count <= 0)
            m_found.addProblem(m_what + " is a PKCS#12 file whose content cannot be decoded.");
        for (int i = 0; i < count; ++i)
            readContent(sk_PKCS7_value(contents.get(), i));
    }

private:
    bool verify(PKCS12 *file, const char *password, int length)
    {
        if (PKCS12_verify_mac(file, password, length) != 1)
            return false;
        m_password = password;
        m_length = length;
        m_isVerified = true;
        return true;
    }

    /// Settles the password by the file's own checksum. Without a password RFC 7292 knows two
    /// forms, an empty text and none at all, and programs write either.
    bool choosePassword(PKCS12 *file)
    {
        const auto &given = m_found.password();
        m_password = given ? given->c_str() : "";
        m_length = given ? static_cast<int>(given->size()) : 0;
        if (PKCS12_mac_present(file) != 1)
            return true;
        const ASN1_INTEGER *iterations = nullptr;
        PKCS12_get0_mac(nullptr, nullptr, nullptr, &iterations, file);
        // An absent number means one (RFC 7292 4). Up to three passwords are tried.
        const long number = iterations ? ASN1_INTEGER_get(iterations) : 1;
        if (number < 0 || number > kMaximumMacIterations || !m_found.affords(3 * number)) {
            tooCostly();
            return false;
        }
        if (given && !given->empty() && verify(file, m_password, m_length)) {
            m_found.noteOpened();
            return true;
        }
        if (verify(file, "", 0) || verify(file, nullptr, 0))
            return true;
        m_found.noteLocked();
        return false;
    }

    void tooCostly()
    {
        m_found.addProblem(m_what + " is encrypted so that opening it would take too long; export "
                                    "it again with the usual number of iterations.");
    }

    /// Something was decrypted; it was no secret if an empty password did it.
    void noteOpened()
    {
        if (m_length > 0)
            m_found.noteOpened();
    }

    /// Something could not be decrypted.
    void noteLocked()
    {
        if (m_isVerified)
            m_found.addProblem(m_what + " is encrypted with a cipher that is not available here; "
                                        "export it again with AES.");
        else
            m_found.noteLocked();
    }

    void readContent(PKCS7 *content)
    {
        if (!content->d.ptr)
            return;
        if (PKCS7_type_is_data(content)) {
            const BagsPointer bags(PKCS12_unpack_p7data(content));
            readBags(bags.get(), 0);
        } else if (PKCS7_type_is_encrypted(content) && content->d.encrypted->enc_data) {
            if (!m_found.affords(content->d.encrypted->enc_data->algorithm)) {
                tooCostly();
                return;
            }
            const BagsPointer bags(PKCS12_unpack_p7encdata(content, m_password, m_length));
            if (bags)
                noteOpened();
            else
                noteLocked();
            readBags(bags.get(), 0);
        } else {
            m_found.addProblem(m_what + " has a part that is encrypted with a certificate, not "
                                        "with a password; export it again with a password.");
        }
    }

    void readBags(const STACK_OF(PKCS12_SAFEBAG) * bags, int depth)
    {
        const int count = bags && depth < kMaximumNesting ? sk_PKCS12_SAFEBAG_num(bags) : 0;
        for (int i = 0; i < count; ++i)
            readBag(sk_PKCS12_SAFEBAG_value(bags, i), depth);
    }

    void readBag(const PKCS12_SAFEBAG *bag, int depth)
    {
        switch (PKCS12_SAFEBAG_get_nid(bag)) {
        case NID_certBag:
            if (const CertificatePointer certificate(PKCS12_SAFEBAG_get1_cert(bag)); certificate)
                m_found.addCertificate(certificate.get());
            break;
        case NID_keyBag:
            m_found.addKey(PKCS12_SAFEBAG_get0_p8inf(bag));
            break;
        case NID_pkcs8ShroudedKeyBag:
            readEncryptedKey(bag);
            break;
        case NID_safeContentsBag:
            readBags(PKCS12_SAFEBAG_get0_safes(bag), depth + 1);
            break;
        default: // revocation lists and secrets are of no use here
            break;
        }
    }

    void readEncryptedKey(const PKCS12_SAFEBAG *bag)
    {
        const X509_ALGOR *algorithm = nullptr;
        X509_SIG_get0(PKCS12_SAFEBAG_get0_pkcs8(bag), &algorithm, nullptr);
        if (!m_found.affords(algorithm)) {
            tooCostly();
            return;
        }
        const KeyInfoPointer key(PKCS12_decrypt_skey(bag, m_password, m_length));
        if (!key) {
            noteLocked();
            return;
        }
        noteOpened();
        m_found.addKey(key.get());
    }

    static constexpr long kMaximumMacIterations = 1'500'000;

    const std::string m_what;
    FoundItems &m_found;
    const char *m_password = nullptr; // borrowed from m_found
    int m_length = 0;
    bool m_isVerified = false; // the file's checksum says that the password is right
};

} // namespace

bool findInPkcs12(std::string_view der, const std::string &what, FoundItems &found)
{
    const auto *position = reinterpret_cast<const unsigned char *>(der.data());
    const Pkcs12Pointer file(d2i_PKCS12(nullptr, &position, static_cast<long>(der.size())));
    if (file)
        Pkcs12Reader(what, found).read(file.get());
    takeOpenSslError();
    return file != nullptr;
}

bool findInEncryptedKey(std::string_view der, const std::string &what, FoundItems &found)
{
    const auto *position = reinterpret_cast<const unsigned char *>(der.data());
    const EncryptedKeyPointer encrypted(
        d2i_X509_SIG(nullptr, &position, static_cast<long>(der.size())));
    if (!encrypted) {
        takeOpenSslError();
        return false;
    }
    const X509_ALGOR *algorithm = nullptr;
    X509_SIG_get0(encrypted.get(), &algorithm, nullptr);
    const auto &password = found.password();
    if (!password) {
        found.noteLocked();
    } else if (!found.affords(algorithm)) {
        found.addProblem(what + " is encrypted in a way that is unknown or would take too long; "
                                "write it again with \"openssl pkey -aes256\".");
    } else if (const KeyInfoPointer key(PKCS8_decrypt(encrypted.get(), password->c_str(),
                                                      static_cast<int>(password->size())));
               key) {
        found.noteOpened();
        found.addKey(key.get());
    } else {
        found.noteLocked();
    }
    takeOpenSslError();
    return true;
}

} // namespace wharfgate::tls

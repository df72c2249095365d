// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/Text.h"
#include "ssl/AlternativeNames.h"
#include "ssl/Certificate.h"
#include "ssl/OpenSslSupport.h"

#include <openssl/objects.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace wharfgate::tls {

namespace {

/// RFC 5280 4.2.1.3.
constexpr std::array<std::pair<std::uint32_t, const char *>, 9> kKeyUsages{{
    {KU_DIGITAL_SIGNATURE, "digitalSignature"},
    {KU_NON_REPUDIATION, "nonRepudiation"},
    {KU_KEY_ENCIPHERMENT, "keyEncipherment"},
    {KU_DATA_ENCIPHERMENT, "dataEncipherment"},
    {KU_KEY_AGREEMENT, "keyAgreement"},
    {KU_KEY_CERT_SIGN, "keyCertSign"},
    {KU_CRL_SIGN, "cRLSign"},
    {KU_ENCIPHER_ONLY, "encipherOnly"},
    {KU_DECIPHER_ONLY, "decipherOnly"},
}};

using ExtendedUsagePointer =
    std::unique_ptr<EXTENDED_KEY_USAGE, OpenSslFree<EXTENDED_KEY_USAGE_free>>;

std::string usageName(const ASN1_OBJECT *object)
{
    const int id = OBJ_obj2nid(object);
    if (id != NID_undef)
        return OBJ_nid2sn(id);
    std::array<char, 128> text{};
    OBJ_obj2txt(text.data(), static_cast<int>(text.size()), object, 1);
    return text.data();
}

} // namespace

std::string Certificate::serial() const
{
    const ASN1_INTEGER *number = X509_get0_serialNumber(handle());
    return hexadecimal({reinterpret_cast<const char *>(ASN1_STRING_get0_data(number)),
                        static_cast<std::size_t>(ASN1_STRING_length(number))});
}

std::string Certificate::keyType() const
{
    if (const auto key = publicKey())
        return std::string(wordOf(key->type()));
    const EVP_PKEY *key = X509_get0_pubkey(handle());
    const int id = key ? EVP_PKEY_get_base_id(key) : EVP_PKEY_NONE;
    if (id == EVP_PKEY_RSA) // refused above only for its size
        return std::string(wordOf(KeyType::Rsa));
    std::array<char, 80> curve{};
    if (id == EVP_PKEY_EC && EVP_PKEY_get_group_name(key, curve.data(), curve.size(), nullptr) == 1)
        return "ec-" + std::string(curve.data());
    takeOpenSslError();
    const char *name = key ? EVP_PKEY_get0_type_name(key) : nullptr;
    return name ? text::lowered(name) : std::string("unknown");
}

int Certificate::keyBits() const
{
    const EVP_PKEY *key = X509_get0_pubkey(handle());
    return key ? EVP_PKEY_get_bits(key) : 0;
}

std::vector<std::string> Certificate::usages() const
{
    std::vector<std::string> names;
    const std::uint32_t bits = X509_get_key_usage(handle());
    for (const auto &[bit, name] : kKeyUsages) {
        if (bits != UINT32_MAX && (bits & bit) != 0) // UINT32_MAX: there is no such extension
            names.emplace_back(name);
    }
    const ExtendedUsagePointer extended(static_cast<EXTENDED_KEY_USAGE *>(
        X509_get_ext_d2i(handle(), NID_ext_key_usage, nullptr, nullptr)));
    const int count = extended ? sk_ASN1_OBJECT_num(extended.get()) : 0;
    for (int i = 0; i < count; ++i)
        names.push_back(usageName(sk_ASN1_OBJECT_value(extended.get(), i)));
    takeOpenSslError();
    return names;
}

bool Certificate::maySignHandshakes() const
{
    return (X509_get_key_usage(handle()) & KU_DIGITAL_SIGNATURE) != 0; // all bits if there is none
}

bool Certificate::mayServeTls() const
{
    // All bits are set if there is no such extension.
    return (X509_get_extended_key_usage(handle()) & (XKU_SSL_SERVER | XKU_ANYEKU)) != 0;
}

bool Certificate::hasWeakHash() const
{
    int digest = NID_undef;
    X509_get_signature_info(handle(), &digest, nullptr, nullptr, nullptr);
    takeOpenSslError();
    constexpr std::array<int, 5> kWeak{NID_md2, NID_md4, NID_md5, NID_sha1, NID_md5_sha1};
    return std::find(kWeak.begin(), kWeak.end(), digest) != kWeak.end();
}

bool Certificate::covers(const std::string &host) const
{
    const bool isAddress = StringPointer(a2i_IPADDRESS(host.c_str())) != nullptr;
    const int result = isAddress ? X509_check_ip_asc(handle(), host.c_str(), 0)
                                 : X509_check_host(handle(), host.data(), host.size(),
                                                   X509_CHECK_FLAG_NEVER_CHECK_SUBJECT, nullptr);
    takeOpenSslError();
    return result == 1;
}

bool Certificate::isIssuedBy(const Certificate &issuer) const
{
    EVP_PKEY *key = X509_get0_pubkey(issuer.handle());
    const bool result = X509_check_issued(issuer.handle(), handle()) == X509_V_OK && key &&
                        X509_verify(handle(), key) == 1;
    takeOpenSslError();
    return result;
}

Result<PrivateKey> Certificate::publicKey() const
{
    EVP_PKEY *key = X509_get0_pubkey(handle());
    if (!key) {
        takeOpenSslError();
        return failure(ErrorCode::Crypto, "the certificate's key is of an unknown type");
    }
    EVP_PKEY_up_ref(key);
    return PrivateKey::adoptPublic(std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free),
                                   "the certificate's key");
}

} // namespace wharfgate::tls

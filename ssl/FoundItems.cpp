// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/FoundItems.h"

#include <openssl/crypto.h>
#include <openssl/pkcs12.h>

#include <algorithm>

namespace wharfgate::tls {

namespace {

/// All of one import together; about two seconds. Usual files have 2,048 to 600,000.
constexpr long kMaximumIterations = 5'000'000;
constexpr std::size_t kMaximumCertificates = 200;
constexpr std::size_t kMaximumKeys = 20;

using PbeParameterPointer = std::unique_ptr<PBEPARAM, OpenSslFree<PBEPARAM_free>>;
using Pbe2ParameterPointer = std::unique_ptr<PBE2PARAM, OpenSslFree<PBE2PARAM_free>>;
using Pbkdf2Pointer = std::unique_ptr<PBKDF2PARAM, OpenSslFree<PBKDF2PARAM_free>>;
using ScryptPointer = std::unique_ptr<SCRYPT_PARAMS, OpenSslFree<SCRYPT_PARAMS_free>>;
using KeyInfoPointer = std::unique_ptr<PKCS8_PRIV_KEY_INFO, OpenSslFree<PKCS8_PRIV_KEY_INFO_free>>;

/// The parameters of `algorithm`, decoded; null if they are of another type.
template <typename T>
T *parametersOf(const X509_ALGOR *algorithm, const ASN1_ITEM *item)
{
    int type = 0;
    const void *value = nullptr;
    X509_ALGOR_get0(nullptr, &type, &value, algorithm);
    if (type != V_ASN1_SEQUENCE)
        return nullptr;
    return static_cast<T *>(ASN1_item_unpack(static_cast<const ASN1_STRING *>(value), item));
}

int idOf(const X509_ALGOR *algorithm)
{
    const ASN1_OBJECT *object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    return OBJ_obj2nid(object);
}

/// Negative if the number is none that a file can be taken seriously with.
long numberOf(const ASN1_INTEGER *number)
{
    std::int64_t value = 0;
    if (!number || ASN1_INTEGER_get_int64(&value, number) != 1 || value < 0 ||
        value > kMaximumIterations)
        return -1;
    return static_cast<long>(value);
}

/// RFC 7914 2: the cost in hash iterations of about the same time.
long scryptCost(const X509_ALGOR *function)
{
    const ScryptPointer scrypt(
        parametersOf<SCRYPT_PARAMS>(function, ASN1_ITEM_rptr(SCRYPT_PARAMS)));
    if (!scrypt)
        return -1;
    const long cost = numberOf(scrypt->costParameter);
    const long block = numberOf(scrypt->blockSize);
    const long parallel = numberOf(scrypt->parallelizationParameter);
    if (cost < 0 || block < 0 || block > 64 || parallel < 0 || parallel > 64)
        return -1;
    return cost * block * parallel;
}

long pbes2Cost(const X509_ALGOR *algorithm)
{
    const Pbe2ParameterPointer scheme(
        parametersOf<PBE2PARAM>(algorithm, ASN1_ITEM_rptr(PBE2PARAM)));
    if (!scheme)
        return -1;
    if (idOf(scheme->keyfunc) == NID_id_scrypt)
        return scryptCost(scheme->keyfunc);
    const Pbkdf2Pointer function(
        parametersOf<PBKDF2PARAM>(scheme->keyfunc, ASN1_ITEM_rptr(PBKDF2PARAM)));
    return function ? numberOf(function->iter) : -1;
}

template <typename T>
std::string derOf(int (*encode)(const T *, unsigned char **), const T *object)
{
    unsigned char *bytes = nullptr;
    const int length = encode(object, &bytes);
    if (length <= 0)
        return {};
    std::string der(reinterpret_cast<const char *>(bytes), static_cast<std::size_t>(length));
    OPENSSL_clear_free(bytes, static_cast<std::size_t>(length));
    return der;
}

void addOnce(std::vector<std::string> &all, std::string &&one)
{
    if (!one.empty() && std::find(all.begin(), all.end(), one) == all.end())
        all.push_back(std::move(one));
    else
        OPENSSL_cleanse(one.data(), one.size());
}

std::shared_ptr<EVP_PKEY> decodedKey(const std::string &der)
{
    const auto *position = reinterpret_cast<const unsigned char *>(der.data());
    const KeyInfoPointer info(
        d2i_PKCS8_PRIV_KEY_INFO(nullptr, &position, static_cast<long>(der.size())));
    return {info ? EVP_PKCS82PKEY(info.get()) : nullptr, EVP_PKEY_free};
}

std::shared_ptr<X509> decodedCertificate(const std::string &der)
{
    const auto *position = reinterpret_cast<const unsigned char *>(der.data());
    return {d2i_X509(nullptr, &position, static_cast<long>(der.size())), X509_free};
}

} // namespace

FoundItems::FoundItems(const std::optional<std::string> &password)
    : m_password(password)
{}

FoundItems::~FoundItems()
{
    for (std::string &key : m_keys)
        OPENSSL_cleanse(key.data(), key.size());
}

void FoundItems::addCertificate(const X509 *certificate)
{
    addOnce(m_certificates, derOf(i2d_X509, certificate));
}

void FoundItems::addKey(const PKCS8_PRIV_KEY_INFO *key)
{
    addOnce(m_keys, derOf(i2d_PKCS8_PRIV_KEY_INFO, key));
}

void FoundItems::addKey(const EVP_PKEY *key)
{
    if (const KeyInfoPointer info(EVP_PKEY2PKCS8(key)); info)
        addKey(info.get());
}

void FoundItems::noteOpened()
{
    if (m_password && !m_password->empty() && m_lock == ImportedItems::Lock::None)
        m_lock = ImportedItems::Lock::Opened;
}

void FoundItems::noteLocked()
{
    m_lock = m_password ? ImportedItems::Lock::WrongPassword : ImportedItems::Lock::NeedsPassword;
}

bool FoundItems::affords(long iterations)
{
    if (iterations < 0 || iterations > kMaximumIterations - m_iterations)
        return false;
    m_iterations += iterations;
    return true;
}

bool FoundItems::affords(const X509_ALGOR *algorithm)
{
    if (idOf(algorithm) == NID_pbes2)
        return affords(pbes2Cost(algorithm));
    const PbeParameterPointer scheme(parametersOf<PBEPARAM>(algorithm, ASN1_ITEM_rptr(PBEPARAM)));
    return scheme && affords(numberOf(scheme->iter));
}

Result<ImportedItems> FoundItems::take() const
{
    if (m_certificates.size() > kMaximumCertificates || m_keys.size() > kMaximumKeys) {
        return failure(ErrorCode::InvalidInput,
                       "there are more than 200 certificates or 20 keys; give only those that "
                       "belong to one certificate");
    }
    ImportedItems items;
    items.problems = m_problems;
    items.lock = m_lock;
    for (const std::string &der : m_certificates) {
        auto certificate = decodedCertificate(der);
        if (certificate && X509_get0_pubkey(certificate.get()))
            items.certificates.emplace_back(std::move(certificate));
        else
            items.problems.emplace_back("A certificate has a key that cannot be decoded.");
    }
    for (const std::string &der : m_keys) {
        auto key = decodedKey(der);
        if (!key) {
            items.problems.emplace_back("A private key is of a type that cannot be decoded.");
            continue;
        }
        auto adopted = PrivateKey::adoptPrivate(std::move(key), "The private key");
        if (adopted)
            items.keys.push_back(std::move(*adopted));
        else
            items.problems.push_back(adopted.error().detail + '.');
    }
    takeOpenSslError();
    return items;
}

} // namespace wharfgate::tls

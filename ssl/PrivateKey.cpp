// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/PrivateKey.h"

#include "ssl/OpenSslSupport.h"
#include "ssl/Pem.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/pem.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace wharfgate::tls {

namespace {

constexpr int kMinimumRsaBits = 2048;
constexpr int kMaximumNewRsaBits = 8192;
constexpr std::string_view kRemedy =
    "use an RSA key of 2048 bits or more, or an EC key on P-256, P-384 or P-521";

std::string curveOf(const EVP_PKEY *key)
{
    std::array<char, 80> name{};
    std::size_t length = 0;
    if (EVP_PKEY_get_group_name(key, name.data(), name.size(), &length) != 1)
        return {};
    return std::string(name.data(), length);
}

std::optional<KeyType> typeOf(const EVP_PKEY *key)
{
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
        return KeyType::Rsa;
    case EVP_PKEY_ED25519:
        return KeyType::Ed25519;
    case EVP_PKEY_EC: {
        const std::string curve = curveOf(key);
        if (curve == "prime256v1")
            return KeyType::EcP256;
        if (curve == "secp384r1")
            return KeyType::EcP384;
        if (curve == "secp521r1")
            return KeyType::EcP521;
        return std::nullopt;
    }
    default:
        return std::nullopt;
    }
}

/// Why `key` cannot be used, or empty. Continues a sentence that begins with the file's name.
std::string objectionTo(const EVP_PKEY *key)
{
    const std::optional<KeyType> type = typeOf(key);
    if (!type && EVP_PKEY_get_base_id(key) == EVP_PKEY_EC) {
        const std::string curve = curveOf(key);
        return "is an EC key on " + (curve.empty() ? "an unnamed curve" : "the curve " + curve) +
               ", which registries do not support; " + std::string(kRemedy);
    }
    int isExplicit = 0;
    if (type && EVP_PKEY_get_base_id(key) == EVP_PKEY_EC &&
        EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &isExplicit) ==
            1 &&
        isExplicit != 0) {
        // RFC 5480 2.1.1 forbids it, and Go, in which registries are written, cannot read it.
        return "is an EC key that spells out its curve instead of naming it; " +
               std::string(kRemedy);
    }
    if (!type) {
        const char *name = EVP_PKEY_get0_type_name(key);
        return std::string("is a key of type ") + (name ? name : "unknown") +
               ", which is not supported; " + std::string(kRemedy);
    }
    const int bits = EVP_PKEY_get_bits(key);
    if (type == KeyType::Rsa && bits < kMinimumRsaBits)
        return "is an RSA key of only " + std::to_string(bits) + " bits; " + std::string(kRemedy);
    return {};
}

/// Signs and verifies once: a key whose halves do not belong together (a damaged file that still
/// parses) would otherwise show itself only in refused tokens and failed handshakes.
bool halvesBelongTogether(EVP_PKEY *key)
{
    constexpr std::array<unsigned char, 16> kProbe{'w', 'h', 'a', 'r', 'f'};
    const EVP_MD *digest = EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519 ? nullptr : EVP_sha256();
    const DigestContextPointer signing(EVP_MD_CTX_new());
    const DigestContextPointer verifying(EVP_MD_CTX_new());
    const int maximum = EVP_PKEY_get_size(key);
    if (!signing || !verifying || maximum <= 0)
        return false;
    std::string signature(static_cast<std::size_t>(maximum), '\0');
    std::size_t length = signature.size();
    auto *bytes = reinterpret_cast<unsigned char *>(signature.data());
    return EVP_DigestSignInit(signing.get(), nullptr, digest, nullptr, key) == 1 &&
           EVP_DigestSign(signing.get(), bytes, &length, kProbe.data(), kProbe.size()) == 1 &&
           EVP_DigestVerifyInit(verifying.get(), nullptr, digest, nullptr, key) == 1 &&
           EVP_DigestVerify(verifying.get(), bytes, length, kProbe.data(), kProbe.size()) == 1;
}

/// What adopting a private key checks.
Result<void> checkPrivate(EVP_PKEY *key, const std::string &what)
{
    if (const std::string objection = objectionTo(key); !objection.empty())
        return failure(ErrorCode::Crypto, what + ' ' + objection);
    const bool sound = halvesBelongTogether(key);
    takeOpenSslError();
    if (!sound) {
        return failure(ErrorCode::Crypto,
                       what + " is damaged: its private and public halves do not belong together");
    }
    return {};
}

/// Answers that there is no passphrase, so that OpenSSL never asks on the terminal.
int refusePassphrase(char *, int, int, void *)
{
    return -1;
}

tl::unexpected<Error> noPrivateKey(const std::vector<PemBlock> &blocks, const std::string &what)
{
    if (std::any_of(blocks.begin(), blocks.end(),
                    [](const PemBlock &block) { return block.isCertificate(); })) {
        return failure(ErrorCode::Crypto,
                       what + " holds a certificate, but a private key is needed; perhaps "
                              "\"certificate\" and \"key\" are exchanged");
    }
    if (std::any_of(blocks.begin(), blocks.end(),
                    [](const PemBlock &block) { return block.label.ends_with("PUBLIC KEY"); })) {
        return failure(ErrorCode::Crypto,
                       what + " holds only a public key; the private key is needed");
    }
    return failure(ErrorCode::Crypto, what + " holds no private key");
}

BioPointer readOnly(std::string_view text)
{
    return BioPointer(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

Result<std::shared_ptr<EVP_PKEY>> parsePrivate(std::string_view pem, const std::string &what)
{
    const auto blocks = pemBlocks(pem, what);
    if (!blocks)
        return tl::unexpected(blocks.error());
    const auto block = std::find_if(blocks->begin(), blocks->end(),
                                    [](const PemBlock &one) { return one.isPrivateKey(); });
    if (block == blocks->end())
        return noPrivateKey(*blocks, what);
    if (block->isEncrypted()) {
        return failure(ErrorCode::Crypto,
                       what +
                           " is encrypted with a passphrase; a service cannot enter one, so "
                           "store it without, for example with \"openssl pkey -in OLD -out NEW\"");
    }
    if (block->label == "OPENSSH PRIVATE KEY") {
        return failure(ErrorCode::Crypto, what + " is in OpenSSH's own form; convert a copy with "
                                                 "\"ssh-keygen -p -m PKCS8 -f COPY\"");
    }
    const BioPointer input = readOnly(block->text);
    std::shared_ptr<EVP_PKEY> key(
        PEM_read_bio_PrivateKey(input.get(), nullptr, refusePassphrase, nullptr), EVP_PKEY_free);
    const std::string reason = takeOpenSslError();
    if (!key) {
        return failure(ErrorCode::Crypto, what + " holds a private key that cannot be decoded (" +
                                              reason +
                                              "); restore it from a copy or make a new one");
    }
    return key;
}

/// True if X or Y of an EC key is shorter than its field when written without leading zeros.
bool hasShortCoordinate(const EVP_PKEY *key)
{
    const int fieldBytes = (EVP_PKEY_get_bits(key) + 7) / 8;
    for (const char *name : {OSSL_PKEY_PARAM_EC_PUB_X, OSSL_PKEY_PARAM_EC_PUB_Y}) {
        BIGNUM *value = nullptr;
        if (EVP_PKEY_get_bn_param(key, name, &value) != 1)
            return true;
        const BignumPointer owner(value);
        if (BN_num_bytes(value) < fieldBytes)
            return true;
    }
    return false;
}

EVP_PKEY *generateEc(const char *curve)
{
    // Three of four P-521 keys are made again, one of a hundred on the other curves.
    for (int attempt = 0; attempt < 1000; ++attempt) {
        EVP_PKEY *key = EVP_EC_gen(curve);
        if (!key || !hasShortCoordinate(key))
            return key;
        EVP_PKEY_free(key);
    }
    return nullptr;
}

} // namespace

std::string_view wordOf(KeyType type)
{
    switch (type) {
    case KeyType::Rsa:
        return "rsa";
    case KeyType::EcP256:
        return "ec-p256";
    case KeyType::EcP384:
        return "ec-p384";
    case KeyType::EcP521:
        return "ec-p521";
    case KeyType::Ed25519:
        return "ed25519";
    }
    return {};
}

PrivateKey::PrivateKey(std::shared_ptr<EVP_PKEY> key, Half half)
    : m_key(std::move(key))
    , m_half(half)
{}

Result<PrivateKey> PrivateKey::fromPem(std::string_view pem)
{
    const std::string what = "the private key";
    auto key = parsePrivate(pem, what);
    if (!key)
        return tl::unexpected(key.error());
    return adoptPrivate(std::move(*key), what);
}

Result<PrivateKey> PrivateKey::load(const std::string &file)
{
    const std::string what = fileLabel("key", file);
    auto content = readPemFile(file, what);
    if (!content)
        return tl::unexpected(Error{content.error().code, content.error().detail, {file}});
    auto key = parsePrivate(*content, what);
    OPENSSL_cleanse(content->data(), content->size());
    auto adopted = key ? adoptPrivate(std::move(*key), what) : tl::unexpected(key.error());
    if (!adopted)
        return tl::unexpected(Error{adopted.error().code, adopted.error().detail, {file}});
    return adopted;
}

Result<PrivateKey> PrivateKey::publicFromPem(std::string_view pem)
{
    const std::string what = "the public key";
    const auto blocks = pemBlocks(pem, what);
    if (!blocks)
        return tl::unexpected(blocks.error());
    const auto block = std::find_if(blocks->begin(), blocks->end(),
                                    [](const PemBlock &one) { return one.label == "PUBLIC KEY"; });
    if (block == blocks->end())
        return failure(ErrorCode::Crypto, what + " is not a \"-----BEGIN PUBLIC KEY-----\" block");
    const BioPointer input = readOnly(block->text);
    std::shared_ptr<EVP_PKEY> key(PEM_read_bio_PUBKEY(input.get(), nullptr, nullptr, nullptr),
                                  EVP_PKEY_free);
    const std::string reason = takeOpenSslError();
    if (!key)
        return failure(ErrorCode::Crypto, what + " cannot be decoded (" + reason + ')');
    return adoptPublic(std::move(key), what);
}

Result<PrivateKey> PrivateKey::adoptPrivate(std::shared_ptr<EVP_PKEY> key, const std::string &what)
{
    if (const auto checked = checkPrivate(key.get(), what); !checked)
        return tl::unexpected(checked.error());
    return PrivateKey(std::move(key), Half::Private);
}

Result<PrivateKey> PrivateKey::adoptPublic(std::shared_ptr<EVP_PKEY> key, const std::string &what)
{
    if (const std::string objection = objectionTo(key.get()); !objection.empty())
        return failure(ErrorCode::Crypto, what + ' ' + objection);
    return PrivateKey(std::move(key), Half::Public);
}

Result<PrivateKey> PrivateKey::generate(KeyType type, int rsaBits)
{
    EVP_PKEY *key = nullptr;
    switch (type) {
    case KeyType::Rsa:
        if (rsaBits < kMinimumRsaBits || rsaBits > kMaximumNewRsaBits) {
            return failure(ErrorCode::InvalidInput,
                           "an RSA key has 2048 to 8192 bits, not " + std::to_string(rsaBits));
        }
        key = EVP_RSA_gen(static_cast<unsigned>(rsaBits));
        break;
    case KeyType::EcP256:
        key = generateEc("P-256");
        break;
    case KeyType::EcP384:
        key = generateEc("P-384");
        break;
    case KeyType::EcP521:
        key = generateEc("P-521");
        break;
    case KeyType::Ed25519:
        key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
        break;
    }
    const std::string reason = takeOpenSslError();
    if (!key)
        return failure(ErrorCode::Crypto, "no key could be made: " + reason);
    return PrivateKey(std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free), Half::Private);
}

KeyType PrivateKey::type() const
{
    return typeOf(m_key.get()).value_or(KeyType::Rsa); // objectionTo() has refused all others
}

int PrivateKey::bits() const
{
    return EVP_PKEY_get_bits(m_key.get());
}

std::string PrivateKey::toPem() const
{
    if (m_half != Half::Private)
        return {};
    const BioPointer out(BIO_new(BIO_s_secmem()));
    if (!out || PEM_write_bio_PKCS8PrivateKey(out.get(), m_key.get(), nullptr, nullptr, 0, nullptr,
                                              nullptr) != 1)
        takeOpenSslError();
    return memoryOf(out.get());
}

std::string PrivateKey::publicKeyDer() const
{
    unsigned char *bytes = nullptr;
    const int length = i2d_PUBKEY(m_key.get(), &bytes);
    if (length <= 0) {
        takeOpenSslError();
        return {};
    }
    std::string der(reinterpret_cast<const char *>(bytes), static_cast<std::size_t>(length));
    OPENSSL_free(bytes);
    return der;
}

} // namespace wharfgate::tls

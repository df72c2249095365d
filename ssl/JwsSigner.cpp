// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/JwsSigner.h"

#include "ssl/OpenSslSupport.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace wharfgate::tls {

namespace {

using KeyPointer = std::unique_ptr<EVP_PKEY, OpenSslFree<EVP_PKEY_free>>;

/// What one thread signs with. Threads that share a key wait for each other: OpenSSL counts its
/// users, and RSA blinds it under a lock.
struct Lane
{
    KeyPointer key;
    // Copying a context that is ready to sign is cheaper than to set one up (a sixth of an ES256
    // signature). Null for Ed25519: OpenSSL 3.0 offers only one-shot signing there.
    DigestContextPointer prepared;
};

/// A number for this thread, from 0.
std::size_t threadNumber()
{
    static std::atomic<std::size_t> next{0};
    thread_local const std::size_t number = next.fetch_add(1, std::memory_order_relaxed);
    return number;
}

} // namespace

/// Immutable after create(): threads share it without a lock and copy the prepared contexts.
struct JwsSigner::Data
{
    PrivateKey key;
    std::string_view algorithm;
    const EVP_MD *digest = nullptr;  // null for Ed25519, which hashes by itself
    std::size_t coordinateBytes = 0; // of R and S; 0 if the signature is not ECDSA
    std::vector<Lane> lanes;         // never empty

    const Lane &lane() const { return lanes[threadNumber() % lanes.size()]; }
};

namespace {

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

/// RFC 7518 3.4: R || S, each as long as the field. Empty if `der` is no signature.
std::string fixedFromDer(std::string_view der, std::size_t coordinateBytes)
{
    const unsigned char *position = bytesOf(der);
    const EcdsaSignaturePointer signature(
        d2i_ECDSA_SIG(nullptr, &position, static_cast<long>(der.size())));
    if (!signature)
        return {};
    std::string fixed(2 * coordinateBytes, '\0');
    auto *out = reinterpret_cast<unsigned char *>(fixed.data());
    const int width = static_cast<int>(coordinateBytes);
    if (BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, width) != width ||
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + width, width) != width)
        return {};
    return fixed;
}

std::string derFromFixed(std::string_view fixed, std::size_t coordinateBytes)
{
    if (fixed.size() != 2 * coordinateBytes)
        return {};
    const int width = static_cast<int>(coordinateBytes);
    BignumPointer r(BN_bin2bn(bytesOf(fixed), width, nullptr));
    BignumPointer s(BN_bin2bn(bytesOf(fixed) + width, width, nullptr));
    const EcdsaSignaturePointer signature(ECDSA_SIG_new());
    if (!r || !s || !signature || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1)
        return {};
    static_cast<void>(r.release()); // set0 has taken both
    static_cast<void>(s.release());
    unsigned char *bytes = nullptr;
    const int length = i2d_ECDSA_SIG(signature.get(), &bytes);
    if (length <= 0)
        return {};
    std::string der(reinterpret_cast<const char *>(bytes), static_cast<std::size_t>(length));
    OPENSSL_free(bytes);
    return der;
}

} // namespace

std::string_view jwsAlgorithm(KeyType type)
{
    switch (type) {
    case KeyType::Rsa:
        return "RS256";
    case KeyType::EcP256:
        return "ES256";
    case KeyType::EcP384:
        return "ES384";
    case KeyType::EcP521:
        return "ES512";
    case KeyType::Ed25519:
        return "EdDSA";
    }
    return {};
}

JwsSigner::JwsSigner(std::shared_ptr<const Data> data)
    : m_data(std::move(data))
{}

Result<JwsSigner> JwsSigner::create(const PrivateKey &key)
{
    if (!key.hasPrivateHalf())
        return failure(ErrorCode::Crypto, "signing needs a private key, this one is only public");
    auto data = std::make_shared<Data>(Data{key, jwsAlgorithm(key.type()), nullptr, 0, {}});
    switch (key.type()) {
    case KeyType::Rsa:
        data->digest = EVP_sha256();
        break;
    case KeyType::EcP256:
        data->digest = EVP_sha256();
        data->coordinateBytes = 32;
        break;
    case KeyType::EcP384:
        data->digest = EVP_sha384();
        data->coordinateBytes = 48;
        break;
    case KeyType::EcP521:
        data->digest = EVP_sha512();
        data->coordinateBytes = 66;
        break;
    case KeyType::Ed25519:
        break;
    }
    const std::size_t lanes = std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t i = 0; i < lanes; ++i) {
        Lane lane{KeyPointer(EVP_PKEY_dup(key.handle())), nullptr};
        bool ok = lane.key != nullptr;
        if (ok && data->digest) {
            lane.prepared.reset(EVP_MD_CTX_new());
            ok = lane.prepared && EVP_DigestSignInit(lane.prepared.get(), nullptr, data->digest,
                                                     nullptr, lane.key.get()) == 1;
        }
        if (!ok)
            return failure(ErrorCode::Crypto, "the key cannot sign: " + takeOpenSslError());
        data->lanes.push_back(std::move(lane));
    }
    return JwsSigner(std::move(data));
}

std::string_view JwsSigner::algorithm() const
{
    return m_data->algorithm;
}

Result<std::string> JwsSigner::sign(std::string_view signingInput) const
{
    const DigestContextPointer context(EVP_MD_CTX_new());
    const Lane &lane = m_data->lane();
    const int maximum = EVP_PKEY_get_size(lane.key.get());
    bool ok = context && maximum > 0;
    if (ok && lane.prepared) {
        ok = EVP_MD_CTX_copy_ex(context.get(), lane.prepared.get()) == 1;
    } else if (ok) {
        ok = EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, lane.key.get()) == 1;
    }
    std::string signature(ok ? static_cast<std::size_t>(maximum) : 0, '\0');
    std::size_t length = signature.size();
    ok = ok && EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()),
                              &length, bytesOf(signingInput), signingInput.size()) == 1;
    if (!ok)
        return failure(ErrorCode::Crypto, "signing failed: " + takeOpenSslError());
    signature.resize(length);
    if (m_data->coordinateBytes == 0)
        return signature;
    std::string fixed = fixedFromDer(signature, m_data->coordinateBytes);
    if (fixed.empty())
        return failure(ErrorCode::Crypto, "signing failed: " + takeOpenSslError());
    return fixed;
}

bool JwsSigner::verify(std::string_view signingInput, std::string_view signature) const
{
    std::string der;
    if (m_data->coordinateBytes > 0) {
        der = derFromFixed(signature, m_data->coordinateBytes);
        signature = der;
    }
    const DigestContextPointer context(EVP_MD_CTX_new());
    const bool valid = context && !signature.empty() &&
                       EVP_DigestVerifyInit(context.get(), nullptr, m_data->digest, nullptr,
                                            m_data->key.handle()) == 1 &&
                       EVP_DigestVerify(context.get(), bytesOf(signature), signature.size(),
                                        bytesOf(signingInput), signingInput.size()) == 1;
    takeOpenSslError();
    return valid;
}

} // namespace wharfgate::tls

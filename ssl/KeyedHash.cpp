// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/KeyedHash.h"

#include "ssl/Encoding.h"
#include "ssl/OpenSslSupport.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace wharfgate::tls {

struct KeyedHash::Data
{
    MacContextPointer prepared; // copied for each use
};

namespace {

/// Without a working HMAC there is no way on, and no input that leads here.
void require(bool ok)
{
    if (!ok)
        std::abort();
}

} // namespace

KeyedHash::KeyedHash()
{
    const std::unique_ptr<EVP_MAC, OpenSslFree<EVP_MAC_free>> mac(
        EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr));
    require(mac != nullptr);
    auto data = std::make_unique<Data>(Data{MacContextPointer(EVP_MAC_CTX_new(mac.get()))});
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end()};
    std::string key = randomBytes(32);
    require(EVP_MAC_init(data->prepared.get(), reinterpret_cast<const unsigned char *>(key.data()),
                         key.size(), parameters) == 1);
    OPENSSL_cleanse(key.data(), key.size());
    m_data = std::move(data);
}

KeyedHash::~KeyedHash() = default;

KeyedHash::Digest KeyedHash::of(std::initializer_list<std::string_view> texts) const
{
    const MacContextPointer context(EVP_MAC_CTX_dup(m_data->prepared.get()));
    bool ok = context != nullptr;
    for (const std::string_view text : texts) {
        const std::uint64_t size = text.size();
        unsigned char length[sizeof size];
        std::memcpy(length, &size, sizeof size);
        ok = ok && EVP_MAC_update(context.get(), length, sizeof length) == 1 &&
             EVP_MAC_update(context.get(), reinterpret_cast<const unsigned char *>(text.data()),
                            text.size()) == 1;
    }
    Digest out{};
    std::size_t written = 0;
    require(ok && EVP_MAC_final(context.get(), out.data(), &written, out.size()) == 1 &&
            written == out.size());
    return out;
}

} // namespace wharfgate::tls

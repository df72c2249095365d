// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/ServerContext.h"

#include "ssl/OpenSslSupport.h"
#include "ssl/TicketKeys.h"

#include <openssl/core_names.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace wharfgate::tls {

namespace {

/// For TLS 1.2 and older: forward secrecy only, authenticated encryption first, no rarities.
constexpr const char *kDefaultCiphers =
    "ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES:!AESCCM8:!AESCCM:!aNULL:!eNULL";
constexpr std::string_view kSessionIdContext = "wharfgate";
constexpr std::string_view kAlpnHttp11 = "http/1.1";

/// OpenSSL's name of a suite, if Wharfgate offers it: authenticated by an RSA or EC certificate,
/// encrypted, and not with the anonymous or pre-shared keys that OpenSSL would know as well.
std::optional<std::string> openSslCipher(const std::string &ianaName)
{
    // Go's older names, which docker_auth's files use.
    if (ianaName == "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305" ||
        ianaName == "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305")
        return openSslCipher(ianaName + "_SHA256");

    if (OPENSSL_init_ssl(0, nullptr) != 1)
        return std::nullopt;
    const std::string name = OPENSSL_cipher_name(ianaName.c_str()); // "(NONE)" if unknown
    if (name.starts_with("TLS_"))
        return ianaName.ends_with("_SCSV") ? std::nullopt : std::optional(name);
    constexpr std::array<std::string_view, 3> kFamilies{"TLS_ECDHE_RSA_WITH_",
                                                        "TLS_ECDHE_ECDSA_WITH_", "TLS_RSA_WITH_"};
    const bool known = std::any_of(kFamilies.begin(), kFamilies.end(),
                                   [&](auto family) { return ianaName.starts_with(family); });
    if (!known || name == "(NONE)" || ianaName.find("_NULL_") != std::string::npos)
        return std::nullopt;
    return name;
}

bool isTls13Suite(const std::string &openSslName)
{
    return openSslName.starts_with("TLS_");
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : ":") + word;
    return text;
}

/// Fills in the keys of one ticket: 1 go on, 2 go on and renew the ticket, 0 not ours, -1 error.
int handleTicketKey(SSL *ssl, unsigned char *keyName, unsigned char *iv, EVP_CIPHER_CTX *cipher,
                    EVP_MAC_CTX *mac, int encrypts)
{
    auto *keys = static_cast<TicketKeys *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
    if (!keys)
        return -1;
    TicketKeys::Found found;
    if (encrypts) {
        found = {keys->current(), true};
        std::copy(found.key.name.begin(), found.key.name.end(), keyName);
        if (RAND_bytes(iv, EVP_CIPHER_get_iv_length(EVP_aes_256_cbc())) != 1)
            return -1;
    } else {
        const auto known =
            keys->find({reinterpret_cast<const char *>(keyName), TicketKeys::kNameSize});
        if (!known)
            return 0;
        found = *known;
    }
    char digest[] = "SHA256";
    const std::array<OSSL_PARAM, 3> parameters{
        OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, found.key.macKey.data(),
                                          found.key.macKey.size()),
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end()};
    if (EVP_CipherInit_ex(cipher, EVP_aes_256_cbc(), nullptr, found.key.cipherKey.data(), iv,
                          encrypts) != 1 ||
        EVP_MAC_CTX_set_params(mac, parameters.data()) != 1)
        return -1;
    // RFC 8446 appendix C.4: clients of TLS 1.3 use a ticket once, so each resumption brings a new
    // one.
    return found.isCurrent && SSL_version(ssl) != TLS1_3_VERSION ? 1 : 2;
}

/// Answers http/1.1 if the client offers it; else stays silent, which clients take as HTTP/1.1 too.
int selectProtocol(SSL *, const unsigned char **out, unsigned char *outLength,
                   const unsigned char *offered, unsigned offeredLength, void *)
{
    // RFC 7301 3.1: names, each after one byte with its length. OpenSSL has checked the lengths.
    for (unsigned position = 0; position < offeredLength;) {
        const unsigned length = offered[position];
        if (length > offeredLength - position - 1)
            break;
        const std::string_view name(reinterpret_cast<const char *>(offered + position + 1), length);
        if (name == kAlpnHttp11) {
            *out = offered + position + 1;
            *outLength = static_cast<unsigned char>(length);
            return SSL_TLSEXT_ERR_OK;
        }
        position += 1 + length;
    }
    return SSL_TLSEXT_ERR_NOACK;
}

Result<void> setProtocol(SSL_CTX *context, int minimum)
{
    if (minimum < SSL3_VERSION || minimum > TLS1_3_VERSION) {
        return failure(ErrorCode::InvalidConfig,
                       "unknown minimum protocol version; use TLS 1.0 (0x0301) to 1.3 (0x0304)");
    }
    minimum = std::max(minimum, TLS1_VERSION); // SSL 3.0 is broken beyond repair (RFC 7568)
    // TLS 1.0 and 1.1 sign with SHA-1, which OpenSSL 3 allows at level 0 only. Keys and curves
    // that level 0 would let in have been refused by PrivateKey.
    if (minimum < TLS1_2_VERSION)
        SSL_CTX_set_security_level(context, 0);
    if (SSL_CTX_set_min_proto_version(context, minimum) != 1 ||
        SSL_CTX_set_max_proto_version(context, 0) != 1)
        return failure(ErrorCode::Crypto,
                       "the minimum protocol version was refused: " + takeOpenSslError());
    return {};
}

Result<void> setGroups(SSL_CTX *context, const std::vector<std::string> &groups)
{
    for (const std::string &group : groups) {
        if (group.find(':') != std::string::npos ||
            SSL_CTX_set1_groups_list(context, group.c_str()) != 1) {
            takeOpenSslError();
            return failure(ErrorCode::InvalidConfig, "unknown key exchange group \"" + group +
                                                         "\"; use P-256, P-384, P-521 or X25519");
        }
    }
    if (!groups.empty() && SSL_CTX_set1_groups_list(context, joined(groups).c_str()) != 1) {
        takeOpenSslError();
        return failure(ErrorCode::InvalidConfig,
                       "the list of key exchange groups names one of them twice");
    }
    return {};
}

/// As in Go, a list without TLS 1.3 suites leaves those as they are; a list of TLS 1.3 suites only
/// leaves nothing for TLS 1.2, so that TLS 1.3 becomes the minimum.
Result<void> setCiphers(SSL_CTX *context, const std::vector<std::string> &ianaNames)
{
    std::vector<std::string> tls13;
    std::vector<std::string> older;
    for (const std::string &ianaName : ianaNames) {
        const auto name = openSslCipher(ianaName);
        if (!name) {
            return failure(ErrorCode::InvalidConfig,
                           "cipher suite \"" + ianaName +
                               "\" is unknown, or no longer offered because it is weak");
        }
        (isTls13Suite(*name) ? tls13 : older).push_back(*name);
    }
    if (!tls13.empty() && SSL_CTX_set_ciphersuites(context, joined(tls13).c_str()) != 1)
        return failure(ErrorCode::InvalidConfig,
                       "the TLS 1.3 cipher suites were refused: " + takeOpenSslError());
    if (older.empty() && !tls13.empty())
        SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    const std::string list = older.empty() ? kDefaultCiphers : joined(older);
    if (SSL_CTX_set_cipher_list(context, list.c_str()) != 1)
        return failure(ErrorCode::InvalidConfig,
                       "the cipher suites were refused: " + takeOpenSslError());
    return {};
}

Result<void> setCertificate(SSL_CTX *context, const KeyPair &pair)
{
    bool ok = SSL_CTX_use_certificate(context, pair.chain.leaf().handle()) == 1 &&
              SSL_CTX_use_PrivateKey(context, pair.key.handle()) == 1 &&
              SSL_CTX_check_private_key(context) == 1;
    const auto &all = pair.chain.certificates();
    for (std::size_t i = 1; ok && i < all.size(); ++i)
        ok = SSL_CTX_add1_chain_cert(context, all[i].handle()) == 1;
    if (!ok)
        return failure(ErrorCode::Crypto,
                       "the certificate or its key cannot be used for TLS: " + takeOpenSslError());
    return {};
}

void setBehaviour(SSL_CTX *context)
{
    SSL_CTX_set_options(context, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION |
                                     SSL_OP_NO_COMPRESSION);
    // Idle connections give their buffers back; the chain is sent as the file has it.
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_NO_AUTO_CHAIN);
    SSL_CTX_set_read_ahead(context, 1); // one read of the device for header and record
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nullptr);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 1);
    SSL_CTX_set_alpn_select_cb(context, selectProtocol, nullptr);
}

} // namespace

ServerContext::ServerContext(std::shared_ptr<SSL_CTX> context, std::shared_ptr<TicketKeys> keys)
    : m_ticketKeys(std::move(keys))
    , m_context(std::move(context))
{}

ServerContext::~ServerContext() = default;

bool ServerContext::isKnownCipherSuite(const std::string &ianaName)
{
    return openSslCipher(ianaName).has_value();
}

Result<std::shared_ptr<const ServerContext>> ServerContext::create(const KeyPair &pair,
                                                                   const ServerSettings &settings,
                                                                   const ServerContext *previous)
{
    const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!context)
        return failure(ErrorCode::Crypto, "TLS cannot be set up: " + takeOpenSslError());
    setBehaviour(context.get());
    for (const Result<void> &step :
         {setProtocol(context.get(), settings.minimumProtocol),
          setGroups(context.get(), settings.groups),
          setCiphers(context.get(), settings.cipherSuites), setCertificate(context.get(), pair)}) {
        if (!step)
            return tl::unexpected(step.error());
    }
    auto keys = previous ? previous->m_ticketKeys : std::make_shared<TicketKeys>();
    // Sessions hold their ServerContext, so that the keys outlive every SSL object that uses them.
    SSL_CTX_set_app_data(context.get(), keys.get());
    if (SSL_CTX_set_tlsext_ticket_key_evp_cb(context.get(), handleTicketKey) != 1 ||
        SSL_CTX_set_session_id_context(
            context.get(), reinterpret_cast<const unsigned char *>(kSessionIdContext.data()),
            static_cast<unsigned>(kSessionIdContext.size())) != 1)
        return failure(ErrorCode::Crypto, "TLS cannot be set up: " + takeOpenSslError());
    takeOpenSslError();
    return std::shared_ptr<const ServerContext>(new ServerContext(context, std::move(keys)));
}

} // namespace wharfgate::tls

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/HandshakeTest.h"

#include "ssl/JwsSigner.h"
#include "ssl/OpenSslSupport.h"

#include <openssl/ssl.h>

namespace wharfgate::tls {

namespace {

using ContextPointer = std::unique_ptr<SSL_CTX, OpenSslFree<SSL_CTX_free>>;
using SessionPointer = std::unique_ptr<SSL, OpenSslFree<SSL_free>>;

constexpr int kMaximumRounds = 10;         // TLS 1.2 needs three
constexpr std::size_t kPipeSize = 1 << 20; // any flight fits: files are smaller

/// A client that trusts nothing but the top of the chain of `pair`.
ContextPointer makeClient(const KeyPair &pair, const ServerSettings &settings)
{
    ContextPointer context(SSL_CTX_new(TLS_client_method()));
    if (!context)
        return nullptr;
    SSL_CTX_set_security_level(context.get(), settings.minimumProtocol < TLS1_2_VERSION ? 0 : 1);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    X509_STORE *store = SSL_CTX_get_cert_store(context.get());
    // The chain of the file may end below its root.
    X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);
    X509_STORE_set_purpose(store, X509_PURPOSE_SSL_SERVER);
    if (X509_STORE_add_cert(store, pair.chain.certificates().back().handle()) != 1)
        return nullptr;
    return context;
}

/// Why the client refuses the server's certificate, or what OpenSSL says otherwise.
std::string refusal(const SSL *client)
{
    const long verdict = SSL_get_verify_result(client);
    const std::string queued = takeOpenSslError();
    return verdict == X509_V_OK ? queued : X509_verify_cert_error_string(verdict);
}

tl::unexpected<Error> notSetUp()
{
    return failure(ErrorCode::Crypto, "the TLS handshake cannot be tried: " + takeOpenSslError());
}

} // namespace

Result<std::string> testHandshake(const KeyPair &pair, const ServerSettings &settings)
{
    const auto server = ServerContext::create(pair, settings);
    if (!server)
        return tl::unexpected(server.error());
    const ContextPointer clientContext = makeClient(pair, settings);
    const SessionPointer serverSide(SSL_new((*server)->handle()));
    const SessionPointer clientSide(clientContext ? SSL_new(clientContext.get()) : nullptr);
    BIO *serverEnd = nullptr;
    BIO *clientEnd = nullptr;
    if (!serverSide || !clientSide ||
        BIO_new_bio_pair(&serverEnd, kPipeSize, &clientEnd, kPipeSize) != 1)
        return notSetUp();
    SSL_set_bio(serverSide.get(), serverEnd, serverEnd);
    SSL_set_bio(clientSide.get(), clientEnd, clientEnd);
    SSL_set_accept_state(serverSide.get());
    SSL_set_connect_state(clientSide.get());

    for (int round = 0; round < kMaximumRounds; ++round) {
        const int clientResult = SSL_do_handshake(clientSide.get());
        if (clientResult != 1 &&
            SSL_get_error(clientSide.get(), clientResult) != SSL_ERROR_WANT_READ)
            return failure(ErrorCode::Crypto,
                           "a client refuses the certificate: " + refusal(clientSide.get()));
        const int serverResult = SSL_do_handshake(serverSide.get());
        if (serverResult != 1 &&
            SSL_get_error(serverSide.get(), serverResult) != SSL_ERROR_WANT_READ)
            return failure(ErrorCode::Crypto,
                           "no TLS connection comes about with this certificate: " +
                               takeOpenSslError());
        takeOpenSslError();
        if (clientResult == 1 && serverResult == 1)
            return std::string(SSL_get_version(clientSide.get()));
    }
    return failure(ErrorCode::Crypto, "the TLS handshake does not come to an end");
}

Result<void> testSignature(const KeyPair &pair)
{
    constexpr std::string_view kProbe = "wharfgate";
    const auto signer = JwsSigner::create(pair.key);
    if (!signer)
        return tl::unexpected(signer.error());
    const auto signature = signer->sign(kProbe);
    if (!signature)
        return tl::unexpected(signature.error());
    if (!pair.chain.leaf().matches(pair.key) || !signer->verify(kProbe, *signature))
        return failure(ErrorCode::Crypto,
                       "a signature of the key cannot be verified with the certificate");
    return {};
}

} // namespace wharfgate::tls

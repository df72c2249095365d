// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/RawCosts.h"

#include "shared/accounts/PasswordHash.h"
#include "tests/bench/ClientConnection.h"
#include "tests/bench/CpuTime.h"

#include <functional>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <vector>

namespace wharfgate::bench {

namespace {

using DigestContextPointer = std::unique_ptr<EVP_MD_CTX, OpenSslFree<EVP_MD_CTX_free>>;
using std::chrono::nanoseconds;

/// Runs `operation`, which returns the CPU that counts or a failure, until `duration` is over, and
/// at least three times.
Result<nanoseconds> average(std::chrono::milliseconds duration,
                            const std::function<Result<nanoseconds>()> &operation)
{
    constexpr int kAtLeast = 3;
    const auto end = std::chrono::steady_clock::now() + duration;
    nanoseconds sum{0};
    int count = 0;
    while (count < kAtLeast || std::chrono::steady_clock::now() < end) {
        const auto cost = operation();
        if (!cost)
            return cost;
        sum += *cost;
        ++count;
    }
    return sum / count;
}

/// Both ends of a connection in memory.
struct Ends
{
    TlsPointer client;
    TlsPointer server;
};

Ends makeEnds(SSL_CTX *clientSide, SSL_CTX *serverSide)
{
    Ends ends{TlsPointer(SSL_new(clientSide)), TlsPointer(SSL_new(serverSide))};
    BIO *clientBio = nullptr;
    BIO *serverBio = nullptr;
    BIO_new_bio_pair(&clientBio, 0, &serverBio, 0);
    SSL_set_bio(ends.client.get(), clientBio, clientBio);
    SSL_set_bio(ends.server.get(), serverBio, serverBio);
    SSL_set_connect_state(ends.client.get());
    SSL_set_accept_state(ends.server.get());
    return ends;
}

/// Adds the server's part to `serverCpu`. The handshake of TLS 1.3 takes two turns of each side.
bool shakeHands(const Ends &ends, nanoseconds &serverCpu)
{
    constexpr int kTurns = 4;
    int client = 0;
    int server = 0;
    for (int turn = 0; turn < kTurns && (client != 1 || server != 1); ++turn) {
        client = SSL_do_handshake(ends.client.get());
        const auto start = threadCpuTime();
        server = SSL_do_handshake(ends.server.get());
        serverCpu += threadCpuTime() - start;
    }
    char unused = 0;
    SSL_read(ends.client.get(), &unused, 1); // takes the ticket; there is nothing to read
    return client == 1 && server == 1;
}

} // namespace

ContextPointer serverContext(const tls::KeyPair &pair)
{
    ContextPointer context(SSL_CTX_new(TLS_server_method()));
    SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION);
    SSL_CTX_use_certificate(context.get(), pair.chain.leaf().handle());
    SSL_CTX_use_PrivateKey(context.get(), pair.key.handle());
    SSL_CTX_set_num_tickets(context.get(), 1);
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_read_ahead(context.get(), 1);
    return context;
}

Result<nanoseconds> signatureCost(const tls::PrivateKey &key, std::size_t inputBytes,
                                  std::chrono::milliseconds duration)
{
    const std::vector<unsigned char> input(inputBytes, 'x');
    std::vector<unsigned char> signature(static_cast<std::size_t>(EVP_PKEY_get_size(key.handle())));
    const DigestContextPointer prepared(EVP_MD_CTX_new());
    if (EVP_DigestSignInit(prepared.get(), nullptr, EVP_sha256(), nullptr, key.handle()) != 1)
        return failure(ErrorCode::Crypto, "the key cannot sign");
    return average(duration, [&]() -> Result<nanoseconds> {
        constexpr int kBatch = 20; // the clock costs as much as a hundredth of a signature
        const auto start = threadCpuTime();
        for (int i = 0; i < kBatch; ++i) {
            const DigestContextPointer context(EVP_MD_CTX_new());
            std::size_t length = signature.size();
            if (EVP_MD_CTX_copy_ex(context.get(), prepared.get()) != 1 ||
                EVP_DigestSign(context.get(), signature.data(), &length, input.data(),
                               input.size()) != 1)
                return failure(ErrorCode::Crypto, "signing failed");
        }
        return (threadCpuTime() - start) / kBatch;
    });
}

Result<nanoseconds> handshakeCost(const tls::KeyPair &server, Handshake kind,
                                  std::chrono::milliseconds duration)
{
    const ContextPointer clientSide = clientContext();
    const ContextPointer serverSide = serverContext(server);
    SessionPointer session;
    return average(duration, [&]() -> Result<nanoseconds> {
        nanoseconds cpu{0};
        for (bool measured = false; !measured;) {
            cpu = nanoseconds{0};
            const auto start = threadCpuTime();
            Ends ends = makeEnds(clientSide.get(), serverSide.get());
            cpu += (threadCpuTime() - start) / 2; // one of the two ends
            measured = kind == Handshake::Full || session;
            if (session)
                SSL_set_session(ends.client.get(), session.get());
            const bool good = shakeHands(ends, cpu);
            if (!good || (SSL_session_reused(ends.server.get()) == 1) != (session != nullptr))
                return failure(ErrorCode::Crypto, "a handshake in memory failed");
            if (kind == Handshake::Resumed)
                session.reset(SSL_get1_session(ends.client.get()));
            SSL_shutdown(ends.client.get());
            const auto end = threadCpuTime();
            ends.server.reset();
            cpu += threadCpuTime() - end;
        }
        return cpu;
    });
}

Result<nanoseconds> passwordCost(const std::string &hash, const std::string &password,
                                 std::chrono::milliseconds duration)
{
    return average(duration, [&]() -> Result<nanoseconds> {
        const auto start = threadCpuTime();
        if (!accounts::verifyPassword(hash, password))
            return failure(ErrorCode::Internal, "the password does not match its hash");
        return threadCpuTime() - start;
    });
}

} // namespace wharfgate::bench

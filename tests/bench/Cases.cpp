// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/Cases.h"

#include "tests/bench/ClientConnection.h"
#include "tests/bench/DaemonProcess.h"
#include "tests/bench/RawCosts.h"
#include "tests/bench/RawServer.h"
#include "tests/bench/SocketSupport.h"

#include <openssl/evp.h>

namespace wharfgate::bench {

namespace {

constexpr int kManyRules = 10'000;
constexpr int kManyConnections = 10'000;
constexpr int kStaticBytes = 2300; // about as many as a token's answer has
constexpr int kRawShare = 3;       // each raw cost is measured for a third of a case's time

std::string basicCredentials(const std::string &account, const std::string &password)
{
    const std::string text = account + ':' + password;
    std::string encoded(text.size() * 2 + 4, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char *>(encoded.data()),
                                       reinterpret_cast<const unsigned char *>(text.data()),
                                       static_cast<int>(text.size()));
    encoded.resize(static_cast<std::size_t>(length));
    return encoded;
}

/// What the Docker client sends to pull an image.
std::string requestOf(const Case &measured)
{
    std::string target = "/auth?scope=repository%3A" + Workspace::repository() +
                         "%3Apull&service=registry.example.com";
    if (measured.asked == Asked::Health)
        target = "/healthz";
    else if (measured.asked == Asked::StartPage)
        target = "/";
    std::string request = "GET " + target + " HTTP/1.1\r\n";
    request += "Host: auth.example.com:5001\r\n"
               "User-Agent: docker/24.0.7 go/go1.20.10 git-commit/311b9ff kernel/6.1.0 os/linux "
               "arch/amd64 UpstreamClient(Docker-Client/24.0.7 \\(linux\\))\r\n"
               "Accept-Encoding: gzip\r\n";
    if (measured.sendsPassword)
        request += "Authorization: Basic " +
                   basicCredentials(Workspace::account(), Workspace::password()) + "\r\n";
    return request + "\r\n";
}

/// The sizes that the raw costs depend on, from one answer.
struct AnswerSizes
{
    std::size_t body = 0;
    std::size_t signedText = 0; // header and claims of the token
};

Result<AnswerSizes> probe(const Case &measured, std::uint16_t port)
{
    const ContextPointer context =
        measured.transport == Transport::Tls ? clientContext() : ContextPointer();
    auto connection = ClientConnection::open(port, 1, context.get(), nullptr);
    if (!connection)
        return tl::unexpected(connection.error());
    if (!connection->send(requestOf(measured)))
        return failure(ErrorCode::Io, "the daemon takes no request");
    const auto answer = connection->receive();
    connection->close();
    AnswerSizes sizes{answer.body.size(), 0};
    constexpr std::string_view kMember = "\"token\":\"";
    const std::size_t start = answer.body.find(kMember);
    if (start != std::string::npos) {
        const std::size_t first = start + kMember.size();
        sizes.signedText = answer.body.rfind('.', answer.body.find('"', first)) - first;
    }
    if (answer.status != 200 || (measured.asked == Asked::Token && sizes.signedText == 0))
        return failure(ErrorCode::Io, "the daemon does not answer as it should");
    return sizes;
}

/// Takes over a cost that was measured, or the first failure.
void take(Result<void> &outcome, std::chrono::nanoseconds &into,
          const Result<std::chrono::nanoseconds> &cost)
{
    if (cost)
        into = *cost;
    else if (outcome)
        outcome = tl::unexpected(cost.error());
}

Result<std::chrono::nanoseconds> networkCost(LoadSpec load, std::size_t answerBytes,
                                             const tls::KeyPair &certificate)
{
    const auto server =
        RawServer::start(answerBytes, load.transport == Transport::Tls ? &certificate : nullptr);
    if (!server)
        return tl::unexpected(server.error());
    load.port = (*server)->port();
    const LoadResult result = runLoad(load, [&server] { return (*server)->cpuTime(); });
    if (result.failures > 0)
        return failure(ErrorCode::Io, "the server of the raw network cost lost connections");
    return result.cpuPerRequest;
}

Result<void> measureLimits(CaseResult &result, const Case &measured, const Workspace &workspace,
                           const LoadSpec &load, const AnswerSizes &sizes)
{
    Result<void> outcome;
    const auto duration = load.duration / kRawShare;
    if (measured.asked == Asked::Token && !measured.settings.reusesTokens) {
        const bool isRsa = measured.settings.signingKey == tls::KeyType::Rsa;
        take(outcome, result.signature,
             signatureCost(isRsa ? workspace.rsaKey() : workspace.ecKey(), sizes.signedText,
                           duration));
    }
    if (measured.transport == Transport::Tls && measured.reuse != Reuse::KeptAlive)
        take(outcome, result.handshake,
             handshakeCost(workspace.server(),
                           measured.reuse == Reuse::ResumedSession ? Handshake::Resumed
                                                                   : Handshake::Full,
                           duration));
    if (measured.sendsPassword)
        take(outcome, result.password,
             passwordCost(workspace.passwordHash(), Workspace::password(), duration));
    LoadSpec raw = load;
    raw.duration = duration;
    take(outcome, result.network, networkCost(raw, sizes.body, workspace.server()));
    return outcome;
}

Result<std::vector<net::FileDescriptor>> openIdle(std::uint16_t port, int count)
{
    std::vector<net::FileDescriptor> sockets;
    const ContextPointer context = clientContext();
    SessionPointer session;
    for (int i = 0; i < count; ++i) {
        auto connection = ClientConnection::open(port, 1, context.get(), session.get());
        if (!connection)
            return tl::unexpected(connection.error());
        if (!session) { // of the first, after an answer: the ticket comes before it
            if (!connection->send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n") ||
                connection->receive().status != 200)
                return failure(ErrorCode::Io, "the daemon does not answer as it should");
            session = connection->session();
        }
        sockets.push_back(connection->takeSocket());
    }
    return sockets;
}

Case tokenCase(tls::KeyType key, Transport transport, Reuse reuse)
{
    Case made;
    made.settings.signingKey = key;
    made.settings.servesTls = transport == Transport::Tls;
    made.transport = transport;
    made.reuse = reuse;
    made.name = key == tls::KeyType::Rsa ? "RS256" : "ES256";
    made.name += transport == Transport::Tls ? " TLS" : " plain";
    made.name += reuse == Reuse::KeptAlive       ? " kept alive"
                 : reuse == Reuse::NewConnection ? " new connection"
                                                 : " resumed";
    return made;
}

} // namespace

std::vector<Case> allCases()
{
    std::vector<Case> cases;
    for (const tls::KeyType key : {tls::KeyType::Rsa, tls::KeyType::EcP256}) {
        for (const Reuse reuse : {Reuse::KeptAlive, Reuse::NewConnection})
            cases.push_back(tokenCase(key, Transport::Plain, reuse));
        for (const Reuse reuse : {Reuse::KeptAlive, Reuse::NewConnection, Reuse::ResumedSession})
            cases.push_back(tokenCase(key, Transport::Tls, reuse));
    }
    const Case plain = tokenCase(tls::KeyType::EcP256, Transport::Plain, Reuse::KeptAlive);
    Case health = plain;
    health.name = "no token (/healthz) plain kept alive";
    health.asked = Asked::Health;
    cases.push_back(health);
    for (const Transport transport : {Transport::Plain, Transport::Tls}) {
        Case reused = tokenCase(tls::KeyType::EcP256, transport, Reuse::KeptAlive);
        reused.settings.reusesTokens = true;
        Case page = reused;
        page.name = std::string("static answer") +
                    (transport == Transport::Tls ? " TLS" : " plain") + " kept alive";
        page.asked = Asked::StartPage;
        page.settings.issuerBytes = kStaticBytes;
        cases.push_back(page);
        reused.name += ", same token again";
        cases.push_back(reused);
    }
    for (const Reuse reuse : {Reuse::NewConnection, Reuse::ResumedSession}) {
        Case reused = tokenCase(tls::KeyType::EcP256, Transport::Tls, reuse);
        reused.settings.reusesTokens = true;
        reused.name += ", same token again";
        cases.push_back(reused);
    }
    Case journal = plain;
    journal.name += ", decisions to a file";
    journal.settings.writesJournal = true;
    cases.push_back(journal);
    Case rules = plain;
    rules.name += ", 10,000 rules";
    rules.settings.globRules = kManyRules;
    cases.push_back(rules);
    Case password = plain;
    password.name += ", bcrypt cost 10";
    password.sendsPassword = true;
    cases.push_back(password);
    Case idle = tokenCase(tls::KeyType::EcP256, Transport::Tls, Reuse::KeptAlive);
    idle.name += ", 10,000 idle beside";
    idle.idleConnections = kManyConnections;
    cases.push_back(idle);
    return cases;
}

Result<CaseResult> runCase(const Case &measured, const Workspace &workspace,
                           const std::string &daemon, std::chrono::milliseconds duration)
{
    const auto port = unusedPort();
    if (!port)
        return tl::unexpected(port.error());
    const auto configuration = workspace.writeConfiguration(measured.settings, *port);
    if (!configuration)
        return tl::unexpected(configuration.error());
    const auto process = DaemonProcess::start(daemon, *configuration, *port);
    if (!process)
        return tl::unexpected(process.error());
    const auto sizes = probe(measured, *port);
    if (!sizes)
        return tl::unexpected(sizes.error());

    LoadSpec load;
    load.port = *port;
    load.transport = measured.transport;
    load.reuse = measured.reuse;
    load.request = requestOf(measured);
    load.duration = duration;
    CaseResult result;
    result.name = measured.name;
    if (const auto limits = measureLimits(result, measured, workspace, load, *sizes); !limits)
        return tl::unexpected(limits.error());

    const std::int64_t before = process->residentBytes();
    const auto idle = openIdle(*port, measured.idleConnections);
    if (!idle)
        return tl::unexpected(idle.error());
    if (!idle->empty())
        result.bytesPerIdleConnection =
            (process->residentBytes() - before) / static_cast<std::int64_t>(idle->size());
    result.load = runLoad(load, [&process] { return process->cpuTime(); });
    result.residentBytes = process->residentBytes();
    if (result.load.requests == 0 || result.load.failures > 0)
        return failure(ErrorCode::Io, std::to_string(result.load.failures) +
                                          " requests failed or did not resume their session");
    return result;
}

} // namespace wharfgate::bench

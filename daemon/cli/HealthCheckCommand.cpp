// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Command.h"
#include "daemon/cli/CommandApplication.h"
#include "daemon/cli/ConsoleClient.h"
#include "daemon/cli/Problems.h"
#include "daemon/net/Listener.h"
#include "shared/base/Text.h"
#include "shared/control/SocketPath.h"
#include "shared/doctor/HttpClient.h"

#include <QJsonObject>

#include <atomic>
#include <optional>
#include <ostream>

namespace wharfgate::cli {

namespace {

using namespace Qt::StringLiterals;

/// Where the server listens and how it is spoken to.
struct Target
{
    std::string address; // "127.0.0.1:5001", ":5001"
    bool isTls = false;
    std::string pathPrefix;
};

/// As the running daemon says over its console socket.
Result<Target> targetOfDaemon()
{
    auto client = ConsoleClient::greet(control::clientSocketPaths(), u"wharfgated healthcheck"_s);
    if (!client)
        return tl::unexpected(client.error());
    const auto status = client->call(u"status"_s, {});
    if (!status)
        return tl::unexpected(status.error());
    return Target{(*status)["address"_L1].toString().toStdString(),
                  (*status)["transport"_L1].toString() == "https"_L1,
                  {}};
}

Result<QUrl> urlOf(const Target &target)
{
    const auto address = net::ListenAddress::parseTcp(target.address);
    if (!address || address->port == 0)
        return failure(ErrorCode::Unsupported,
                       "it listens on " + target.address + ", which this command cannot ask");
    QUrl url;
    url.setScheme(target.isTls ? u"https"_s : u"http"_s);
    const bool isAny = address->host.empty() || address->host == "::" || address->host == "0.0.0.0";
    url.setHost(isAny ? u"localhost"_s : QString::fromStdString(address->host));
    url.setPort(address->port);
    url.setPath(QString::fromStdString(target.pathPrefix) + u"/healthz"_s);
    return url;
}

int run(const Arguments &arguments, const Streams &streams)
{
    const CommandApplication application;

    const auto complain = [&streams](const std::string &why) {
        streams.err << "wharfgated healthcheck: " << text::escaped(why, 500) << '\n';
        return Findings;
    };
    Result<Target> target = Target{};
    if (arguments.operands().empty()) {
        target = targetOfDaemon();
    } else {
        const auto configuration = readOrComplain(arguments.operands().front(), streams);
        if (!configuration)
            return InvalidConfiguration;
        target = Target{configuration->server.addr, !configuration->server.certificate.empty(),
                        configuration->server.pathPrefix};
    }
    const auto url = target ? urlOf(*target) : Result<QUrl>(tl::unexpected(target.error()));
    if (!url)
        return complain(url.error().detail);
    // Its own server, whatever name its certificate has.
    const std::atomic<bool> never{false};
    doctor::HttpClient client({}, never);
    const doctor::HttpAnswer answer = client.send({"GET", *url, {}, {}, false});
    if (answer.status == 200 && answer.body == "ok\n")
        return Success;
    return complain(url->toString().toStdString() + ": " +
                    (answer.hasStatus() ? "status " + std::to_string(answer.status)
                                        : answer.error.toStdString()));
}

} // namespace

Command healthCheckCommand()
{
    return {
        "healthcheck",
        "[FILE]",
        "ask the running server of this machine or container whether it answers",
        "Exit status 0 if it does, 1 if not. Without FILE, a configuration, the server's console\n"
        "socket says where it listens. Used by the health check of the container image.\n\n"
        "Examples:\n"
        "  wharfgated healthcheck\n"
        "  wharfgated healthcheck /config/extAuth.yml\n",
        {},
        0,
        1,
        &run};
}

} // namespace wharfgate::cli

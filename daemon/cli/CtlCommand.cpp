// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Command.h"
#include "daemon/cli/ConsoleClient.h"
#include "daemon/cli/Problems.h"
#include "daemon/cli/Version.h"
#include "shared/base/Text.h"
#include "shared/control/SocketPath.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <istream>
#include <iterator>
#include <ostream>

namespace wharfgate::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHelloId = 1;
constexpr int kCallId = 2;

std::string escaped(const QString &text)
{
    return text::escaped(text.toStdString(), 4096);
}

/// Where to look for the daemon, or nothing after saying why.
std::optional<std::vector<std::string>> socketPaths(const Arguments &arguments,
                                                    const Streams &streams)
{
    if (const auto path = arguments.value("socket"))
        return std::vector<std::string>{*path};
    const auto file = arguments.value("config");
    if (!file)
        return control::clientSocketPaths();
    const auto configuration = readOrComplain(*file, streams);
    if (!configuration)
        return std::nullopt;
    const std::string &socket = configuration->control.socket;
    if (socket == "none") {
        streams.err << "wharfgated ctl: control.socket is none in " << text::escaped(*file)
                    << ", so the daemon has no socket\n";
        return std::nullopt;
    }
    return socket.empty() ? control::clientSocketPaths() : std::vector<std::string>{socket};
}

/// The second operand as an object; "-" stands for standard input, where passwords belong.
Result<QJsonObject> parametersOf(const Arguments &arguments, const Streams &streams)
{
    if (arguments.operands().size() < 2)
        return QJsonObject();
    std::string text = arguments.operands()[1];
    if (text == "-")
        text.assign(std::istreambuf_iterator<char>(streams.in), {});
    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
    if (error.error != QJsonParseError::NoError)
        return failure(ErrorCode::InvalidInput,
                       "the parameters are no JSON: " + error.errorString().toStdString() +
                           " at byte " + std::to_string(error.offset));
    if (!document.isObject())
        return failure(ErrorCode::InvalidInput, "the parameters must be a JSON object");
    return document.object();
}

void printProblem(std::ostream &out, const QJsonObject &problem)
{
    out << "  line " << problem["line"_L1].toInt() << ": "
        << escaped(problem["severity"_L1].toString()) << ": ";
    if (const QString key = problem["key"_L1].toString(); !key.isEmpty())
        out << escaped(key) << ": ";
    out << escaped(problem["message"_L1].toString()) << ' '
        << escaped(problem["remedy"_L1].toString()) << '\n';
}

int complain(const control::CallError &error, const Streams &streams)
{
    streams.err << "wharfgated ctl: " << escaped(error.message) << '\n';
    for (const QJsonValue problem : error.data["problems"_L1].toArray())
        printProblem(streams.err, problem.toObject());
    switch (error.code) {
    case control::ErrorCode::InvalidConfiguration:
        return InvalidConfiguration;
    case control::ErrorCode::InvalidParams:
    case control::ErrorCode::MethodNotFound:
        return Usage;
    case control::ErrorCode::NotAuthorized:
        return NotPermitted;
    case control::ErrorCode::VersionMismatch:
    case control::ErrorCode::NotGreeted:
        return Unavailable;
    default:
        return Findings;
    }
}

int complain(const Error &error, const Streams &streams)
{
    streams.err << "wharfgated ctl: " << text::escaped(error.detail) << '\n';
    return error.code == ErrorCode::Permission ? NotPermitted : Unavailable;
}

/// Prints a notification; false at the daemon's goodbye.
bool print(const control::Notification &notification, const Streams &streams)
{
    if (notification.method == "bye"_L1) {
        streams.err << "wharfgated ctl: " << escaped(notification.params["message"_L1].toString())
                    << '\n';
        return false;
    }
    const QJsonObject line{{u"method"_s, notification.method}, {u"params"_s, notification.params}};
    streams.out << QJsonDocument(line).toJson(QJsonDocument::Compact).toStdString() << std::endl;
    return true;
}

/// Reads until the answer to `id`; prints what comes between.
Result<control::Reply> answerTo(ConsoleClient &client, int id, const Streams &streams)
{
    for (;;) {
        auto message = client.receive();
        if (!message)
            return tl::unexpected(message.error());
        if (const auto *notification = std::get_if<control::Notification>(&*message))
            print(*notification, streams);
        auto *response = std::get_if<control::Response>(&*message);
        if (response != nullptr && (response->id == id || response->id.isNull()))
            return std::move(response->reply);
    }
}

Result<control::Reply> call(ConsoleClient &client, int id, const QString &method,
                            const QJsonObject &params, const Streams &streams)
{
    if (auto sent = client.send(control::Request{id, method, params}); !sent)
        return tl::unexpected(sent.error());
    return answerTo(client, id, streams);
}

int follow(ConsoleClient &client, const Streams &streams)
{
    for (;;) {
        const auto message = client.receive();
        if (!message)
            return complain(message.error(), streams);
        if (const auto *notification = std::get_if<control::Notification>(&*message);
            notification != nullptr && !print(*notification, streams))
            return Unavailable;
    }
}

int run(const Arguments &arguments, const Streams &streams)
{
    const QString method = QString::fromStdString(arguments.operands().front());
    const auto params = parametersOf(arguments, streams);
    if (!params) {
        streams.err << "wharfgated ctl: " << params.error().detail << '\n';
        return Usage;
    }
    const auto paths = socketPaths(arguments, streams);
    if (!paths)
        return InvalidConfiguration;
    auto client = ConsoleClient::connect(*paths);
    if (!client)
        return complain(client.error(), streams);
    const QJsonObject hello{{u"protocol"_s, u"1.0"_s},
                            {u"client"_s, u"wharfgated ctl "_s + QLatin1StringView(kVersion)}};
    auto reply = call(*client, kHelloId, u"hello"_s, hello, streams);
    if (reply && *reply && method != "hello"_L1)
        reply = call(*client, kCallId, method, *params, streams);
    if (!reply)
        return complain(reply.error(), streams);
    if (!*reply)
        return complain(reply->error(), streams);
    streams.out << QJsonDocument(**reply).toJson(QJsonDocument::Indented).toStdString()
                << std::flush;
    return method == "events.subscribe"_L1 ? follow(*client, streams) : Success;
}

} // namespace

Command ctlCommand()
{
    return {
        "ctl",
        "[--socket FILE] [--config FILE] METHOD [JSON]",
        "ask or tell a running server something, as the console does",
        "Calls one method of the console's protocol and prints the result as JSON. JSON are its\n"
        "parameters, an object; - reads them from standard input, where passwords belong.\n"
        "events.subscribe prints decisions, one notification a line, until Ctrl-C.\n\n"
        "  --socket FILE  the server's socket\n"
        "  --config FILE  the server's configuration, which names the socket\n\n"
        "Without either the usual places are tried: $RUNTIME_DIRECTORY, "
        "$XDG_RUNTIME_DIR/wharfgate\n"
        "and /run/wharfgate.\n\n"
        "Methods that show something:\n"
        "  hello ping status configuration.get configuration.validate explain explain.many advice\n"
        "  certificates.list certificates.inspect jwks events.subscribe events.unsubscribe\n"
        "  events.history counters accounts.activity log.level log.recent\n"
        "Methods that change something, for administrators:\n"
        "  configuration.apply certificates.generate certificates.request certificates.import\n"
        "  certificates.discard certificates.rotate certificates.rollback certificates.repairMode\n"
        "  counters.resetRules service.reload service.stop program.try\n\n"
        "Exit status: 0 done, 1 the server refused, 2 the configuration has errors, 64 wrong\n"
        "parameters, 69 no server answers, 77 not permitted.\n\n"
        "Examples:\n"
        "  wharfgated ctl status\n"
        "  wharfgated ctl explain '{\"request\":{\"account\":\"bob\",\"name\":\"app\",\"actions\":"
        "[\"push\"]}}'\n"
        "  wharfgated ctl events.subscribe '{\"filter\":{\"result\":[\"denied\"]}}'\n"
        "  wharfgated ctl log.level '{\"level\":\"debug\"}'\n",
        {{"socket", OptionSpec::Kind::Value}, {"config", OptionSpec::Kind::Value}},
        1,
        2,
        &run};
}

} // namespace wharfgate::cli

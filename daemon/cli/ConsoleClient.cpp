// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/ConsoleClient.h"

#include "daemon/cli/Version.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <limits>
#include <sys/socket.h>
#include <sys/un.h>
#include <system_error>

namespace wharfgate::cli {

using namespace Qt::StringLiterals;

namespace {

/// 0, or errno.
int connectTo(const net::FileDescriptor &socket, const std::string &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return ENAMETOOLONG;
    std::memcpy(address.sun_path, path.data(), path.size());
    return ::connect(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) ==
                   0
               ? 0
               : errno;
}

tl::unexpected<Error> connectFailure(const std::string &path, int error)
{
    if (error == ENOENT || error == ECONNREFUSED)
        return failure(ErrorCode::NotFound,
                       "no daemon listens on " + path +
                           "; start it, or name its socket with --socket or its configuration "
                           "with --config");
    if (error == EACCES || error == EPERM)
        return failure(ErrorCode::Permission,
                       "you may not connect to " + path +
                           "; ask an administrator for an entry in control.viewers or "
                           "control.admins, and for the group of the socket");
    return failure(ErrorCode::Io,
                   "cannot connect to " + path + ": " + std::generic_category().message(error));
}

} // namespace

ConsoleClient::ConsoleClient(net::FileDescriptor socket)
    : m_socket(std::move(socket))
    , m_reader(std::numeric_limits<qsizetype>::max() / 4) // the daemon is trusted
{}

Result<ConsoleClient> ConsoleClient::connect(const std::vector<std::string> &paths)
{
    if (paths.empty())
        return failure(ErrorCode::NotFound,
                       "there is no usual place for the socket; name it with --socket");
    // What is refused tells more than what is not there.
    Error told = connectFailure(paths.front(), ENOENT).value();
    for (const std::string &path : paths) {
        net::FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        const int error = connectTo(socket, path);
        if (error == 0)
            return ConsoleClient(std::move(socket));
        if (Error failed = connectFailure(path, error).value();
            failed.code != ErrorCode::NotFound && told.code == ErrorCode::NotFound)
            told = std::move(failed);
    }
    return tl::unexpected(std::move(told));
}

Result<ConsoleClient> ConsoleClient::greet(const std::vector<std::string> &paths,
                                           const QString &program)
{
    auto client = connect(paths);
    if (!client)
        return client;
    const QJsonObject hello{{u"protocol"_s, u"1.0"_s},
                            {u"client"_s, program + u' ' + QLatin1StringView(kVersion)}};
    if (const auto greeted = client->call(u"hello"_s, hello); !greeted)
        return tl::unexpected(greeted.error());
    return client;
}

Result<QJsonObject> ConsoleClient::call(const QString &method, const QJsonObject &params)
{
    const int id = ++m_lastId;
    if (auto sent = send(control::Request{id, method, params}); !sent)
        return tl::unexpected(sent.error());
    for (;;) {
        auto message = receive();
        if (!message)
            return tl::unexpected(message.error());
        auto *response = std::get_if<control::Response>(&*message);
        if (response == nullptr || (response->id != id && !response->id.isNull()))
            continue;
        if (response->reply)
            return std::move(*response->reply);
        const control::CallError &error = response->reply.error();
        return failure(error.code == control::ErrorCode::NotAuthorized ? ErrorCode::Permission
                                                                       : ErrorCode::Io,
                       error.message.toStdString());
    }
}

Result<void> ConsoleClient::send(const control::Message &message)
{
    const QByteArray line = control::encode(message);
    qsizetype sent = 0;
    while (sent < line.size()) {
        const ssize_t count = ::send(m_socket.get(), line.constData() + sent,
                                     static_cast<std::size_t>(line.size() - sent), MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EPIPE)
            return {}; // the daemon has said why; its words wait to be read
        if (count < 0)
            return failure(ErrorCode::Io,
                           "the connection broke: " + std::generic_category().message(errno));
        sent += count;
    }
    return {};
}

Result<control::Message> ConsoleClient::receive()
{
    for (;;) {
        if (const auto line = m_reader.next()) {
            auto message = control::decode(*line);
            if (!message)
                return failure(ErrorCode::InvalidInput,
                               "what listens there is no wharfgated: " +
                                   message.error().error.message.toStdString());
            return std::move(*message);
        }
        std::array<char, 65'536> chunk; // NOLINT(*-member-init): recv(2) fills it
        const ssize_t count = ::recv(m_socket.get(), chunk.data(), chunk.size(), 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return failure(ErrorCode::Io,
                           count == 0
                               ? std::string("the daemon closed the connection")
                               : "the connection broke: " + std::generic_category().message(errno));
        m_reader.append({chunk.data(), static_cast<qsizetype>(count)});
    }
}

} // namespace wharfgate::cli

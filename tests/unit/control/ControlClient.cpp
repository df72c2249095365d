// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/control/ControlClient.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>

namespace wharfgate::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 10'000; // milliseconds
constexpr int kSendPatience = 2'000;

/// Runs the event loop until `done` or the time is up.
template <typename Done>
bool waitUntil(Done done, int milliseconds = kPatience)
{
    return QTest::qWaitFor(done, milliseconds);
}

} // namespace

ControlClient::ControlClient(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = path.toUtf8();
    std::memcpy(address.sun_path, name.constData(),
                qMin(sizeof address.sun_path - 1, static_cast<std::size_t>(name.size())));
    net::FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (::connect(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        m_socket = std::move(socket);
}

bool ControlClient::send(QByteArrayView bytes)
{
    QElapsedTimer stalled;
    stalled.start();
    while (!bytes.isEmpty()) {
        const ssize_t count = ::send(m_socket.get(), bytes.data(),
                                     static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
        if (count > 0) {
            bytes = bytes.sliced(count);
            stalled.restart();
        } else if (errno != EAGAIN || stalled.elapsed() > kSendPatience) {
            return false;
        } else {
            QTest::qWait(1);
        }
    }
    return true;
}

void ControlClient::sendCall(const QJsonValue &id, const QString &method, const QJsonObject &params)
{
    send(control::encode(control::Request{id, method, params}));
}

void ControlClient::endInput()
{
    ::shutdown(m_socket.get(), SHUT_WR);
}

void ControlClient::disconnect()
{
    m_socket.reset();
}

void ControlClient::receive()
{
    std::array<char, 65'536> chunk{};
    while (m_socket.isValid() && !m_hasEnded) {
        const ssize_t count = ::recv(m_socket.get(), chunk.data(), chunk.size(), 0);
        if (count < 0 && errno == EAGAIN)
            break;
        if (count <= 0)
            m_hasEnded = true;
        else
            m_received.append(chunk.data(), count);
    }
    for (qsizetype end = m_received.indexOf('\n'); end >= 0; end = m_received.indexOf('\n')) {
        m_lastLine = m_received.left(end);
        m_received.remove(0, end + 1);
        auto message = control::decode(m_lastLine);
        if (!message)
            qFatal("the server sent no message: %s", m_lastLine.constData());
        m_messages.push_back(std::move(*message));
    }
}

template <typename Wanted>
std::optional<control::Message> ControlClient::take(Wanted wanted)
{
    std::optional<control::Message> taken;
    waitUntil([&] {
        receive();
        for (auto message = m_messages.begin(); message != m_messages.end(); ++message) {
            if (!wanted(*message))
                continue;
            taken = std::move(*message);
            m_messages.erase(message);
            return true;
        }
        return m_hasEnded;
    });
    return taken;
}

std::optional<control::Response> ControlClient::response()
{
    auto message = take([](const control::Message &candidate) {
        return std::holds_alternative<control::Response>(candidate);
    });
    return message ? std::optional(std::get<control::Response>(*message)) : std::nullopt;
}

std::optional<control::Response> ControlClient::responseTo(const QJsonValue &id)
{
    auto message = take([&](const control::Message &candidate) {
        const auto *response = std::get_if<control::Response>(&candidate);
        return response != nullptr && response->id == id;
    });
    return message ? std::optional(std::get<control::Response>(*message)) : std::nullopt;
}

std::optional<QJsonObject> ControlClient::notification(const QString &method)
{
    auto message = take([&](const control::Message &candidate) {
        const auto *notification = std::get_if<control::Notification>(&candidate);
        return notification != nullptr && notification->method == method;
    });
    return message ? std::optional(std::get<control::Notification>(*message).params) : std::nullopt;
}

bool ControlClient::greet(const QString &protocol)
{
    return call(u"hello"_s, {{u"protocol"_s, protocol}, {u"client"_s, u"test"_s}}).has_value();
}

control::Reply ControlClient::call(const QString &method, const QJsonObject &params)
{
    const int id = ++m_lastId;
    sendCall(id, method, params);
    auto reply = responseTo(id);
    if (!reply)
        return tl::unexpected(control::CallError{control::ErrorCode::Io, u"no reply"_s, {}});
    return std::move(reply->reply);
}

bool ControlClient::waitForEnd()
{
    return waitUntil([&] {
        receive();
        return m_hasEnded;
    });
}

} // namespace wharfgate::test

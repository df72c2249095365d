// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/net/FileDescriptor.h"
#include "shared/control/Message.h"

#include <QByteArrayList>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace wharfgate::test {

/// A client of the console socket that can behave as badly as it wants. The server may live in the
/// same thread: whoever waits runs the event loop.
class ControlClient
{
public:
    /// Connects to a Unix socket; isConnected() tells.
    explicit ControlClient(const QString &path);

    bool isConnected() const { return m_socket.isValid(); }
    int descriptor() const { return m_socket.get(); }

    /// Sends all of it, waiting as long as the server reads; false if the server closed or stopped
    /// reading for two seconds.
    bool send(QByteArrayView bytes);
    void sendCall(const QJsonValue &id, const QString &method, const QJsonObject &params = {});
    void endInput(); // of the server
    void disconnect();

    /// Greets; false if that was refused.
    bool greet(const QString &protocol = QStringLiteral("1.0"));
    /// Calls with a new id and waits for the reply.
    control::Reply call(const QString &method, const QJsonObject &params = {});
    /// The next response, or nothing if the connection ended or ten seconds passed.
    std::optional<control::Response> response();
    std::optional<control::Response> responseTo(const QJsonValue &id);
    /// The next notification of this name; others stay.
    std::optional<QJsonObject> notification(const QString &method);
    /// True if the server closes within ten seconds; what it says until then is kept.
    bool waitForEnd();

    /// Lines that were received and not taken by the functions above.
    const std::vector<control::Message> &messages() const { return m_messages; }
    QByteArray lastLine() const { return m_lastLine; }

private:
    void receive();
    template <typename Wanted>
    std::optional<control::Message> take(Wanted wanted);

    net::FileDescriptor m_socket;
    QByteArray m_received;
    QByteArray m_lastLine;
    std::vector<control::Message> m_messages;
    bool m_hasEnded = false;
    int m_lastId = 1000;
};

} // namespace wharfgate::test

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/ConnectionSpec.h"
#include "shared/control/Message.h"

#include <QByteArray>
#include <QJsonObject>
#include <QLocalServer>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <map>
#include <vector>

class QLocalSocket;

namespace wharfgate::test {

/// A control socket with canned answers, in this process. hello, ping, status and configuration.get
/// are answered as by a daemon with the configuration `text`; everything can be answered otherwise.
class FakeDaemon final : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<control::Reply(const QJsonObject &params)>;
    struct Call
    {
        QString method;
        QJsonObject params;
    };

    explicit FakeDaemon(QObject *parent = nullptr);

    bool listen();
    /// Nobody listens any more; the socket file goes, connections stay.
    void stopListening();
    QString socket() const { return m_directory.filePath(QStringLiteral("control.sock")); }
    gui::ConnectionSpec spec() const;

    /// What the default answers say.
    QByteArray text;
    QString role = QStringLiteral("admin");
    QString protocol = QStringLiteral("1.0");
    QString instance = QStringLiteral("one");
    bool isWritable = true;
    QString revision() const;

    void answer(const QString &method, Answer answer);
    void answer(const QString &method, const QJsonObject &result);
    void fail(const QString &method, control::ErrorCode code, const QString &message,
              const QJsonObject &data = {});
    /// The method gets no reply from now on.
    void stayMute(const QString &method);

    void notify(const QString &method, const QJsonObject &params);
    /// Says bye and closes.
    void sayBye(const QString &reason, const QString &message = {});
    void sendRaw(const QByteArray &bytes);
    void dropClients();

    int clients() const { return static_cast<int>(m_clients.size()); }
    const std::vector<Call> &calls() const { return m_calls; }
    int count(const QString &method) const;
    /// The params of the last call of it.
    QJsonObject lastParams(const QString &method) const;

private:
    void handleConnection();
    void handleBytes(QLocalSocket *socket);
    control::Reply replyTo(const control::Request &request);

    QTemporaryDir m_directory;
    QLocalServer m_server;
    QList<QLocalSocket *> m_clients; // children of this
    std::map<QString, Answer> m_answers;
    QStringList m_mute;
    std::vector<Call> m_calls;
};

} // namespace wharfgate::test

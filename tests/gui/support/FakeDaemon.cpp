// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/gui/support/FakeDaemon.h"

#include "shared/config/ConfigurationFile.h"

#include <QDateTime>
#include <QJsonArray>
#include <QLocalSocket>

#include <algorithm>

namespace wharfgate::test {

using namespace Qt::StringLiterals;
using control::CallError;
using control::Reply;

FakeDaemon::FakeDaemon(QObject *parent)
    : QObject(parent)
    , text("server:\n"
           "  addr: \":5001\"\n"
           "token:\n"
           "  issuer: \"Wharfgate\"\n"
           "  expiration: 900\n"
           "  certificate: \"/x.crt\"\n"
           "  key: \"/x.key\"\n"
           "users:\n"
           "  \"alice\": {}\n"
           "acl:\n"
           "  - match: {account: \"alice\"}\n"
           "    actions: [\"pull\"]\n")
{
    connect(&m_server, &QLocalServer::newConnection, this, &FakeDaemon::handleConnection);
    answer(u"hello"_s, [this](const QJsonObject &) {
        return QJsonObject{
            {u"protocol"_s, protocol},
            {u"version"_s, u"0.1.0"_s},
            {u"instance"_s, instance},
            {u"capabilities"_s,
             QJsonArray{u"configuration"_s, u"explain"_s, u"certificates"_s, u"events"_s,
                        u"counters"_s, u"accounts"_s, u"log"_s, u"service"_s, u"program"_s}},
            {u"role"_s, role},
            {u"user"_s, u"root"_s},
            {u"uid"_s, 0}};
    });
    answer(u"ping"_s, QJsonObject());
    answer(u"status"_s, [this](const QJsonObject &) {
        return QJsonObject{
            {u"version"_s, u"0.1.0"_s},
            {u"instance"_s, instance},
            {u"started"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
            {u"configurationFile"_s, u"/etc/wharfgate/wharfgate.yml"_s},
            {u"revision"_s, revision()},
            {u"onDisk"_s, QJsonObject{{u"revision"_s, revision()}, {u"differs"_s, false}}},
            {u"role"_s, role}};
    });
    answer(u"configuration.get"_s, [this](const QJsonObject &) {
        return QJsonObject{{u"text"_s, QString::fromUtf8(text)},
                           {u"revision"_s, revision()},
                           {u"file"_s, u"/etc/wharfgate/wharfgate.yml"_s},
                           {u"inForce"_s, revision()},
                           {u"writable"_s, isWritable},
                           {u"reason"_s, isWritable ? QString() : u"The disk is read-only."_s},
                           {u"redacted"_s, role != "admin"_L1}};
    });
    answer(u"configuration.apply"_s, [this](const QJsonObject &params) -> Reply {
        if (params["baseRevision"_L1].toString() != revision())
            return tl::unexpected(
                CallError{control::ErrorCode::Conflict,
                          u"Another administrator changed the file."_s,
                          {{u"revision"_s, revision()}, {u"text"_s, QString::fromUtf8(text)}}});
        text = params["text"_L1].toString().toUtf8();
        return QJsonObject{{u"revision"_s, revision()},
                           {u"problems"_s, QJsonArray()},
                           {u"restartNeeded"_s, QJsonArray()}};
    });
}

bool FakeDaemon::listen()
{
    return m_directory.isValid() && m_server.listen(socket());
}

void FakeDaemon::stopListening()
{
    m_server.close();
}

gui::ConnectionSpec FakeDaemon::spec() const
{
    gui::ConnectionSpec spec;
    spec.name = u"Fake"_s;
    spec.path = socket();
    return spec;
}

QString FakeDaemon::revision() const
{
    return QString::fromStdString(config::revisionOf(text.toStdString()));
}

void FakeDaemon::answer(const QString &method, Answer answer)
{
    m_mute.removeAll(method);
    m_answers[method] = std::move(answer);
}

void FakeDaemon::answer(const QString &method, const QJsonObject &result)
{
    answer(method, [result](const QJsonObject &) { return Reply(result); });
}

void FakeDaemon::fail(const QString &method, control::ErrorCode code, const QString &message,
                      const QJsonObject &data)
{
    answer(method, [=](const QJsonObject &) {
        return Reply(tl::unexpected(CallError{code, message, data}));
    });
}

void FakeDaemon::stayMute(const QString &method)
{
    m_mute.append(method);
}

void FakeDaemon::notify(const QString &method, const QJsonObject &params)
{
    sendRaw(control::encode(control::Notification{method, params}));
}

void FakeDaemon::sayBye(const QString &reason, const QString &message)
{
    notify(u"bye"_s, {{u"reason"_s, reason}, {u"message"_s, message}});
    dropClients();
}

void FakeDaemon::sendRaw(const QByteArray &bytes)
{
    for (QLocalSocket *client : std::as_const(m_clients))
        client->write(bytes);
}

void FakeDaemon::dropClients()
{
    const QList<QLocalSocket *> clients = std::exchange(m_clients, {});
    for (QLocalSocket *client : clients) {
        client->disconnect(this);
        client->disconnectFromServer(); // after what was written
        connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
    }
}

int FakeDaemon::count(const QString &method) const
{
    return static_cast<int>(std::ranges::count(m_calls, method, &Call::method));
}

QJsonObject FakeDaemon::lastParams(const QString &method) const
{
    for (auto call = m_calls.rbegin(); call != m_calls.rend(); ++call) {
        if (call->method == method)
            return call->params;
    }
    return {};
}

void FakeDaemon::handleConnection()
{
    while (QLocalSocket *client = m_server.nextPendingConnection()) {
        client->setParent(this); // stays when the server stops listening
        m_clients.append(client);
        connect(client, &QLocalSocket::readyRead, this, [this, client] { handleBytes(client); });
        connect(client, &QLocalSocket::disconnected, this, [this, client] {
            m_clients.removeAll(client);
            client->deleteLater();
        });
    }
}

void FakeDaemon::handleBytes(QLocalSocket *socket)
{
    while (m_clients.contains(socket) && socket->canReadLine()) {
        const QByteArray line = socket->readLine().chopped(1);
        const auto decoded = control::decode(line);
        if (!decoded || !std::holds_alternative<control::Request>(*decoded))
            qFatal("The console sent what is no request: %s", line.constData());
        const auto &request = std::get<control::Request>(*decoded);
        m_calls.push_back({request.method, request.params});
        if (m_mute.contains(request.method))
            continue;
        const QByteArray reply = control::encode(control::Response{request.id, replyTo(request)});
        if (m_clients.contains(socket)) // the answer may have dropped it
            socket->write(reply);
    }
}

Reply FakeDaemon::replyTo(const control::Request &request)
{
    const auto found = m_answers.find(request.method);
    if (found == m_answers.end())
        return tl::unexpected(
            CallError{control::ErrorCode::MethodNotFound, u"There is no such method."_s, {}});
    const Answer answer = found->second; // it may be replaced while it runs
    return answer(request.params);
}

} // namespace wharfgate::test

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/DaemonClient.h"

#include "gui/client/CallQueue.h"
#include "gui/client/InPool.h"
#include "gui/client/LocalConnection.h"
#include "shared/control/LineReader.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QTimer>

#include <optional>
#include <utility>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using control::CallError;
using control::ErrorCode;
using control::Reply;

namespace {

constexpr qsizetype kLineLimit = 128 * 1024 * 1024;
/// Longer lines are decoded on another thread: reading a megabyte takes some ten milliseconds.
constexpr qsizetype kLongLine = 512 * 1024;
constexpr auto kProtocol = "1.0"_L1;
constexpr auto kProtocolMajor = "1"_L1;

using Decoded = tl::expected<control::Message, control::DecodeError>;

DaemonClient::Greeting greetingOf(const QJsonObject &hello)
{
    DaemonClient::Greeting greeting;
    greeting.version = hello["version"_L1].toString();
    greeting.protocol = hello["protocol"_L1].toString();
    greeting.instance = hello["instance"_L1].toString();
    greeting.user = hello["user"_L1].toString();
    // Whatever is not known to be an administrator is not.
    greeting.isAdmin = hello["role"_L1].toString() == "admin"_L1;
    for (const QJsonValue &capability : hello["capabilities"_L1].toArray()) {
        if (capability.isString())
            greeting.capabilities.append(capability.toString());
    }
    return greeting;
}

DaemonClient::End endOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotAuthorized:
        return DaemonClient::End::NotAuthorized;
    case ErrorCode::VersionMismatch:
        return DaemonClient::End::WrongVersion;
    case ErrorCode::Busy:
        return DaemonClient::End::Busy;
    default:
        return DaemonClient::End::Broken;
    }
}

DaemonClient::End endOfBye(const QString &reason)
{
    if (reason == "too-slow"_L1)
        return DaemonClient::End::TooSlow;
    if (reason == "not-authorized"_L1)
        return DaemonClient::End::NotAuthorized;
    return DaemonClient::End::Stopped;
}

} // namespace

struct DaemonClient::Data
{
    DaemonClient *q = nullptr;
    State state = State::Disconnected;
    End end = End::None;
    QString endDetail;
    Greeting greeting;
    Patience patience;

    LocalConnection connection;
    control::LineReader reader{kLineLimit};
    CallQueue calls;
    std::unique_ptr<QObject> decoding; // while a long line is decoded
    bool hasEnded = false;             // the other side is gone; lines may be left
    QTimer helloTimer;
    QTimer silenceTimer;
    bool wasActive = false; // since the silence timer's last turn
    int quietTurns = 0;

    void begin(const QString &socketPath);
    void greet();
    void handleFailure(LocalConnection::Failure failure, const QString &systemText);
    void handleBytes(const QByteArray &bytes);
    void handleLines();
    void decodeElsewhere(const QByteArray &line);
    void handle(const Decoded &decoded);
    void handleResponse(const control::Response &response);
    void handleNotification(const control::Notification &notification);
    void handleHello(const Reply &reply);
    void handleRefusal(const CallError &error);
    void checkSilence();
    void finish(End why, const QString &detail);
};

void DaemonClient::Data::begin(const QString &socketPath)
{
    greeting = {};
    end = End::None;
    endDetail.clear();
    reader = control::LineReader(kLineLimit);
    hasEnded = false;
    wasActive = false;
    quietTurns = 0;
    state = State::Connecting;
    helloTimer.start(patience.hello);
    connection.open(socketPath);
    Q_EMIT q->stateChanged();
}

void DaemonClient::Data::greet()
{
    const QJsonObject params{
        {u"protocol"_s, kProtocol},
        {u"client"_s, u"wharfgate "_s + QCoreApplication::applicationVersion()},
        {u"capabilities"_s, QJsonArray()}};
    calls.addFirst(u"hello"_s, params, [this](const Reply &reply) { handleHello(reply); });
}

void DaemonClient::Data::handleFailure(LocalConnection::Failure failure, const QString &systemText)
{
    finish(failure == LocalConnection::Failure::NoPermission ? End::NoPermission : End::NotRunning,
           systemText);
}

void DaemonClient::Data::handleBytes(const QByteArray &bytes)
{
    wasActive = true;
    reader.append(bytes);
    handleLines();
}

/// Every handler may close this connection, open another one, or delete the client.
void DaemonClient::Data::handleLines()
{
    const QPointer<DaemonClient> self(q);
    while (self && state != State::Disconnected && !decoding) {
        const std::optional<QByteArray> line = reader.next();
        if (!line) {
            if (reader.isTooLong())
                finish(End::Broken, tr("It sent a line of more than 128 MiB."));
            else if (hasEnded)
                finish(End::Crashed, {});
            return;
        }
        if (line->size() > kLongLine)
            decodeElsewhere(*line);
        else
            handle(control::decode(*line));
    }
}

/// What comes after the line waits, so that everything is handled in its order.
void DaemonClient::Data::decodeElsewhere(const QByteArray &line)
{
    connection.setReadingPaused(true);
    decoding = std::make_unique<QObject>();
    runInPool(
        decoding.get(), [line] { return control::decode(line); },
        [this](const Decoded &decoded) {
            decoding.release()->deleteLater(); // this runs within it
            wasActive = true;
            connection.setReadingPaused(false);
            const QPointer<DaemonClient> self(q);
            handle(decoded);
            if (self)
                handleLines();
        });
}

void DaemonClient::Data::handle(const Decoded &decoded)
{
    if (!decoded) {
        finish(End::Broken,
               tr("It sent a message that cannot be read: %1").arg(decoded.error().error.message));
        return;
    }
    if (const auto *response = std::get_if<control::Response>(&*decoded))
        handleResponse(*response);
    else if (const auto *notification = std::get_if<control::Notification>(&*decoded))
        handleNotification(*notification);
    else
        finish(End::Broken, tr("It sent a request; only the console asks."));
}

void DaemonClient::Data::handleResponse(const control::Response &response)
{
    if (response.id.isNull() && !response.reply) {
        handleRefusal(response.reply.error()); // it is about the connection, not about one call
        return;
    }
    if (!calls.answer(response.id, response.reply))
        finish(End::Broken, tr("It answered a call that was not made."));
}

void DaemonClient::Data::handleNotification(const control::Notification &notification)
{
    if (notification.method == "bye"_L1)
        finish(endOfBye(notification.params["reason"_L1].toString()),
               notification.params["message"_L1].toString());
    else if (state == State::Connected)
        Q_EMIT q->notified(notification.method, notification.params);
}

void DaemonClient::Data::handleHello(const Reply &reply)
{
    if (state != State::Connecting)
        return; // ended before the answer
    if (!reply) {
        handleRefusal(reply.error());
        return;
    }
    greeting = greetingOf(*reply);
    if (greeting.protocol.isEmpty()) {
        finish(End::Broken, tr("Its greeting names no protocol."));
        return;
    }
    if (greeting.protocol.section(u'.', 0, 0) != kProtocolMajor) {
        finish(End::WrongVersion, greeting.version);
        return;
    }
    helloTimer.stop();
    silenceTimer.start(patience.silence / 2);
    state = State::Connected;
    Q_EMIT q->stateChanged();
}

void DaemonClient::Data::handleRefusal(const CallError &error)
{
    const End why = endOf(error.code);
    finish(why, why == End::WrongVersion ? error.data["version"_L1].toString() : error.message);
}

void DaemonClient::Data::checkSilence()
{
    if (std::exchange(wasActive, false) || !calls.isWaitingForReplies() || decoding) {
        quietTurns = 0;
        return;
    }
    // A slow method may be all that it waits for: whether somebody is there, a ping tells.
    if (++quietTurns == 1)
        calls.addFirst(u"ping"_s, {}, {});
    else
        finish(End::Silent, {});
}

void DaemonClient::Data::finish(End why, const QString &detail)
{
    if (state == State::Disconnected)
        return;
    connection.close();
    decoding.reset();
    helloTimer.stop();
    silenceTimer.stop();
    state = State::Disconnected;
    end = why;
    endDetail = detail;
    calls.failAll(
        {ErrorCode::Refused, tr("The connection to the daemon ended before it answered."), {}});
    Q_EMIT q->stateChanged();
}

DaemonClient::DaemonClient(QObject *parent)
    : QObject(parent)
    , m_data(std::make_unique<Data>())
{
    Data *data = m_data.get();
    data->q = this;
    data->helloTimer.setSingleShot(true);
    connect(&data->connection, &LocalConnection::opened, this, [data] { data->greet(); });
    connect(&data->connection, &LocalConnection::failed, this,
            [data](auto failure, const QString &text) { data->handleFailure(failure, text); });
    connect(&data->connection, &LocalConnection::received, this,
            [data](const QByteArray &bytes) { data->handleBytes(bytes); });
    connect(&data->connection, &LocalConnection::sentSome, this,
            [data] { data->wasActive = true; });
    connect(&data->connection, &LocalConnection::ended, this, [data] {
        data->hasEnded = true;
        data->handleLines();
    });
    connect(&data->calls, &CallQueue::readyToSend, this,
            [data](const QByteArray &line) { data->connection.write(line); });
    connect(&data->helloTimer, &QTimer::timeout, this, [data] { data->finish(End::Silent, {}); });
    connect(&data->silenceTimer, &QTimer::timeout, this, [data] { data->checkSilence(); });
}

DaemonClient::~DaemonClient() = default;

void DaemonClient::setPatience(Patience patience)
{
    m_data->patience = patience;
}

void DaemonClient::open(const QString &socketPath)
{
    close();
    m_data->begin(socketPath);
}

void DaemonClient::close()
{
    m_data->finish(End::Closed, {});
}

DaemonClient::State DaemonClient::state() const
{
    return m_data->state;
}

DaemonClient::End DaemonClient::end() const
{
    return m_data->end;
}

QString DaemonClient::endDetail() const
{
    return m_data->endDetail;
}

const DaemonClient::Greeting &DaemonClient::greeting() const
{
    return m_data->greeting;
}

bool DaemonClient::can(const QString &capability) const
{
    return m_data->greeting.capabilities.contains(capability);
}

void DaemonClient::call(const QString &method, const QJsonObject &params, QObject *context,
                        Done done)
{
    if (m_data->state == State::Connected)
        m_data->calls.add(method, params, context, std::move(done));
    else
        m_data->calls.reject(context, std::move(done),
                             {ErrorCode::Refused, tr("There is no connection to a daemon."), {}});
}

} // namespace wharfgate::gui

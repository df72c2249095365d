// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/ClientSession.h"

#include "daemon/control/MethodTable.h"

#include <QPointer>

#include <memory>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBusyMilliseconds = 100;
constexpr qsizetype kMostOfClientName = 256;

CallError busy(QString message, std::chrono::milliseconds retryAfter)
{
    return {ErrorCode::Busy,
            std::move(message),
            {{u"retryAfterMs"_s, static_cast<qint64>(retryAfter.count())}}};
}

/// "1.0" and every other 1.x.
bool isOurVersion(const QString &protocol)
{
    const qsizetype dot = protocol.indexOf(u'.');
    bool isNumber = false;
    const int minor = QStringView(protocol).mid(dot + 1).toInt(&isNumber);
    return dot == 1 && protocol[0] == u'1' && isNumber && minor >= 0;
}

} // namespace

/// One call until it is answered. If whoever should answer forgets, the client is told so.
struct ClientSession::OpenCall
{
    QPointer<ClientSession> session;
    QJsonValue id;
    bool isAnswered = false;

    OpenCall(ClientSession *owner, QJsonValue requestId)
        : session(owner)
        , id(std::move(requestId))
    {}
    OpenCall(const OpenCall &) = delete;
    OpenCall &operator=(const OpenCall &) = delete;
    ~OpenCall()
    {
        answer(tl::unexpected(
            CallError{ErrorCode::InternalError, u"The call was given up by the daemon."_s, {}}));
    }
    void answer(Reply reply)
    {
        if (!std::exchange(isAnswered, true) && session)
            session->answer(id, std::move(reply));
    }
};

ClientSession::ClientSession(net::FileDescriptor socket, PeerIdentity peer, Caller caller,
                             SessionHost &host, QObject *parent)
    : QObject(parent)
    , m_host(host)
    , m_limits(host.limits())
    , m_peer(std::move(peer))
    , m_caller(std::move(caller))
    , m_connection(std::move(socket), m_limits)
    , m_requests(m_limits.requestsPerSecond, m_limits.requestBurst)
    , m_refusals(m_limits.requestsPerSecond, m_limits.requestBurst)
{
    connect(&m_connection, &LineConnection::lineReceived, this, &ClientSession::handleLine);
    connect(&m_connection, &LineConnection::lineGrew, this, &ClientSession::handleGrowth);
    connect(&m_connection, &LineConnection::tooLong, this,
            [this] { refuseLongLine(m_connection.reader().limit()); });
    connect(&m_connection, &LineConnection::inputEnded, this, &ClientSession::handleInputEnd);
    connect(&m_connection, &LineConnection::closed, this, &ClientSession::ended);
    connect(&m_connection, &LineConnection::tooSlow, this, [this] {
        m_connection.abandon(encode(
            Notification{u"bye"_s,
                         {{u"reason"_s, u"too-slow"_s},
                          {u"message"_s, u"Too much was waiting for this client to read it."_s}}}));
    });
    m_helloTimer.setSingleShot(true);
    connect(&m_helloTimer, &QTimer::timeout, this, [this] {
        refuse({ErrorCode::NotGreeted, u"No hello came in time."_s, {}});
    });
    m_helloTimer.start(m_limits.helloTimeout);
}

void ClientSession::send(const Message &message)
{
    m_connection.send(encode(message));
}

void ClientSession::sayGoodbye(const QString &reason, const QString &message)
{
    m_connection.end(
        encode(Notification{u"bye"_s, {{u"reason"_s, reason}, {u"message"_s, message}}}));
}

void ClientSession::refuse(const CallError &error)
{
    m_connection.end(encode(Response{QJsonValue::Null, tl::unexpected(error)}));
}

void ClientSession::refuseLongLine(qsizetype limit)
{
    refuse({ErrorCode::TooLong,
            u"The message is longer than %1 bytes."_s.arg(limit),
            {{u"limit"_s, qint64{limit}}}});
}

void ClientSession::handleGrowth()
{
    const QByteArrayView beginning = m_connection.reader().unfinished();
    if (m_caller.role == Role::Viewer && beginning.size() > m_limits.lineOfViewer) {
        const Method *const method =
            m_host.findMethod(methodOfBeginning(beginning.first(m_limits.lineOfViewer)));
        if (method == nullptr || !method->takesText)
            return refuseLongLine(m_limits.lineOfViewer);
    }
    if (!m_host.hasRoomFor(m_caller))
        refuse(
            busy(u"This user is sending too much at once; try again."_s, std::chrono::seconds(1)));
}

void ClientSession::handleInputEnd()
{
    m_hasInput = false;
    if (m_open.isEmpty())
        m_connection.end();
}

void ClientSession::handleLine(const QByteArray &line)
{
    auto message = decode(line);
    if (!message) {
        const Message reply = Response{message.error().id, tl::unexpected(message.error().error)};
        if (!m_isGreeted || message.error().error.code == ErrorCode::ParseError)
            return m_connection.end(encode(reply));
        // Costs a request, or nonsense would be free of the limit.
        return passesLimits({message.error().id, {}, {}}) ? send(reply) : void();
    }
    if (const auto *request = std::get_if<Request>(&*message))
        return handleRequest(*request, line.size());
    const CallError error{
        ErrorCode::InvalidRequest, u"The daemon takes calls only, and each has an id."_s, {}};
    if (!m_isGreeted)
        return refuse(error);
    if (passesLimits({}))
        send(Response{QJsonValue::Null, tl::unexpected(error)});
}

void ClientSession::handleRequest(const Request &request, qsizetype lineBytes)
{
    if (!m_isGreeted)
        return handleHello(request);
    const Method *const method = m_host.findMethod(request.method);
    if (m_caller.role == Role::Viewer && lineBytes > m_limits.lineOfViewer &&
        (method == nullptr || !method->takesText))
        return refuseLongLine(m_limits.lineOfViewer);
    if (!passesLimits(request))
        return;
    const auto fail = [&](ErrorCode code, QString message, QJsonObject data = {}) {
        send(Response{request.id,
                      tl::unexpected(CallError{code, std::move(message), std::move(data)})});
    };
    if (m_open.contains(request.id))
        return fail(ErrorCode::InvalidRequest, u"A call with this id is not answered yet."_s);
    if (request.method == "hello"_L1)
        return fail(ErrorCode::InvalidRequest, u"hello was said already."_s);
    if (method == nullptr)
        return fail(ErrorCode::MethodNotFound,
                    u"There is no such method in this version of the daemon."_s);
    if (method->role == Role::Admin && m_caller.role != Role::Admin)
        return fail(
            ErrorCode::NotAuthorized,
            u"%1 may look but not change anything; ask for an entry in control.admins."_s.arg(
                m_caller.user),
            {{u"user"_s, m_caller.user}, {u"needed"_s, u"admin"_s}});
    call(*method, request);
}

/// False if the call was answered with Busy.
bool ClientSession::passesLimits(const Request &request)
{
    const bool isInTime = m_requests.tryTake(1);
    if (isInTime && m_open.size() < m_limits.unanswered)
        return true;
    const CallError error =
        isInTime
            ? busy(u"Too many calls are not answered yet; wait for their replies."_s,
                   std::chrono::milliseconds(kBusyMilliseconds))
            : busy(u"Too many calls in a short time; try again later."_s, m_requests.timeFor(1));
    // Who does not wait although told to is read more slowly.
    if (const double left = m_refusals.take(1); left < 0)
        m_connection.pauseReading(m_refusals.timeFor(m_limits.requestBurst));
    send(Response{request.id, tl::unexpected(error)});
    return false;
}

void ClientSession::handleHello(const Request &request)
{
    const auto fail = [&](ErrorCode code, QString message, QJsonObject data = {}) {
        m_connection.end(encode(Response{
            request.id, tl::unexpected(CallError{code, std::move(message), std::move(data)})}));
    };
    if (request.method != "hello"_L1)
        return fail(ErrorCode::NotGreeted, u"The first call must be hello."_s);
    const QJsonObject greeting = m_host.greeting(m_caller);
    const QJsonValue protocol = request.params["protocol"_L1];
    const QJsonValue client = request.params["client"_L1];
    const QJsonValue capabilities = request.params["capabilities"_L1];
    if (!protocol.isString())
        return fail(ErrorCode::InvalidParams, u"hello needs the protocol's version as a text."_s,
                    {{u"parameter"_s, u"protocol"_s}});
    if (!(client.isUndefined() || client.isString()) ||
        client.toString().size() > kMostOfClientName)
        return fail(ErrorCode::InvalidParams, u"The client must be a text of up to 256 letters."_s,
                    {{u"parameter"_s, u"client"_s}});
    if (!(capabilities.isUndefined() || capabilities.isArray()))
        return fail(ErrorCode::InvalidParams, u"The capabilities must be a list."_s,
                    {{u"parameter"_s, u"capabilities"_s}});
    if (!isOurVersion(protocol.toString()))
        return fail(
            ErrorCode::VersionMismatch,
            u"The daemon speaks version %1 of the protocol; use a console of the daemon's "
            "version, %2."_s.arg(greeting["protocol"_L1].toString(),
                                 greeting["version"_L1].toString()),
            {{u"protocol"_s, greeting["protocol"_L1]}, {u"version"_s, greeting["version"_L1]}});
    m_isGreeted = true;
    m_helloTimer.stop();
    m_connection.reader().setLimit(m_limits.line);
    send(Response{request.id, greeting});
}

void ClientSession::call(const Method &method, const Request &request)
{
    m_open.append(request.id);
    const auto open = std::make_shared<OpenCall>(this, request.id);
    method.run(m_caller, request.params, [open](Reply reply) { open->answer(std::move(reply)); });
}

void ClientSession::answer(const QJsonValue &id, Reply reply)
{
    m_open.removeOne(id);
    send(Response{id, std::move(reply)});
    if (!m_hasInput && m_open.isEmpty())
        m_connection.end();
}

} // namespace wharfgate::control

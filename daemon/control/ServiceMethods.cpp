// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/ServiceMethods.h"

#include "daemon/control/ControlServer.h"
#include "daemon/control/LogMethods.h"
#include "daemon/control/Parameters.h"
#include "daemon/control/ProtocolObjects.h"
#include "daemon/net/Listener.h"
#include "daemon/service/FileWatch.h"
#include "shared/config/ConfigurationFile.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <pwd.h>
#include <unistd.h>

namespace wharfgate::control {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kSampleInterval = 2s;
constexpr auto kSampledTime = 60s;
constexpr qsizetype kMostOfReason = 200;

QString ownUser()
{
    std::vector<char> buffer(64 * 1024);
    passwd entry{};
    passwd *found = nullptr;
    if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 &&
        found != nullptr)
        return QString::fromUtf8(found->pw_name);
    return QString::number(::geteuid());
}

/// What brings the daemon back, so that a console knows whether stopping it would last.
QString startedBy()
{
    if (std::getenv("INVOCATION_ID") != nullptr) // systemd.exec(5)
        return u"systemd"_s;
    return ::getpid() == 1 ? u"container"_s : u"process"_s;
}

QJsonArray tlsProtocols(const config::Server &server)
{
    const auto least = server.tlsMinVersion.value_or(config::TlsVersion::Tls12);
    QJsonArray names;
    constexpr std::array<std::pair<config::TlsVersion, const char *>, 4> kNames{
        {{config::TlsVersion::Tls10, "TLS 1.0"},
         {config::TlsVersion::Tls11, "TLS 1.1"},
         {config::TlsVersion::Tls12, "TLS 1.2"},
         {config::TlsVersion::Tls13, "TLS 1.3"}}};
    for (const auto &[version, name] : kNames) {
        if (version >= least)
            names.append(QLatin1StringView(name));
    }
    return names;
}

QJsonArray certificatesToJson(const std::vector<service::CertificateInForce> &certificates)
{
    QJsonArray list;
    for (const service::CertificateInForce &certificate : certificates)
        list.append(QJsonObject{{u"role"_s, protocolText(certificate.role)},
                                {u"file"_s, protocolText(certificate.file)},
                                {u"subject"_s, protocolText(certificate.subject)},
                                {u"notAfter"_s, protocolTime(certificate.notAfter)}});
    return list;
}

QJsonValue lastReloadToJson(const std::optional<service::ReloadReport> &report)
{
    if (!report)
        return QJsonValue::Null;
    return QJsonObject{{u"time"_s, protocolTime(report->time)},
                       {u"ok"_s, report->ok},
                       {u"reason"_s, protocolText(report->reason)},
                       {u"error"_s, protocolText(report->error)},
                       {u"problems"_s, toJson(report->problems)}};
}

QJsonValue lastErrorToJson(const std::optional<log::LogRecord> &record)
{
    if (!record)
        return QJsonValue::Null;
    return QJsonObject{{u"time"_s, protocolTime(record->time)},
                       {u"event"_s, protocolText(record->category + '.' + record->event)},
                       {u"message"_s, protocolText(record->message)}};
}

QJsonObject connectionsToJson(const net::ServerStatistics &statistics)
{
    return {{u"open"_s, statistics.open},
            {u"accepted"_s, static_cast<qint64>(statistics.accepted)},
            {u"refused"_s, static_cast<qint64>(statistics.refused + statistics.exhausted)},
            {u"handshakeFailures"_s, static_cast<qint64>(statistics.handshakeFailures)}};
}

void append(QJsonObject &object, const QJsonObject &more)
{
    for (auto member = more.begin(); member != more.end(); ++member)
        object[member.key()] = member.value();
}

} // namespace

ServiceMethods::ServiceMethods(MethodContext context)
    : m_context(std::move(context))
{
    QObject::connect(&m_sampler, &QTimer::timeout, &m_sampler, [this] { sample(); });
    m_sampler.start(kSampleInterval);
}

std::vector<Method> ServiceMethods::methods()
{
    return {{u"status"_s, Role::Viewer,
             [this](const Caller &caller, const QJsonObject &, const Respond &respond) {
                 respond(status(caller));
             }},
            {u"service.reload"_s, Role::Admin,
             [this](const Caller &caller, const QJsonObject &, const Respond &respond) {
                 respond(reload(caller));
             }},
            {u"service.stop"_s, Role::Admin,
             [this](const Caller &caller, const QJsonObject &params, const Respond &respond) {
                 auto reply = stop(caller, params);
                 const bool stops = reply.has_value();
                 respond(std::move(reply));
                 if (stops)
                     m_context.stopDaemon();
             }}};
}

void ServiceMethods::sample()
{
    if (!m_context.daemon.isRunning())
        return;
    const auto now = std::chrono::steady_clock::now();
    m_samples.emplace_back(now, m_context.daemon.statistics().requests);
    while (m_samples.size() > 1 && m_samples.front().first < now - kSampledTime)
        m_samples.pop_front();
}

double ServiceMethods::requestsPerMinute()
{
    sample();
    const auto &[time, requests] = m_samples.front();
    const std::chrono::duration<double> passed = m_samples.back().first - time;
    if (passed < 1s)
        return 0;
    return static_cast<double>(m_samples.back().second - requests) * 60.0 / passed.count();
}

/// The file is read again only if it looks changed.
QJsonObject ServiceMethods::onDisk()
{
    const std::string &file = m_context.daemon.file();
    std::string fingerprint = service::fileFingerprint(file);
    if (fingerprint != m_diskFingerprint) {
        const auto text = config::readFileText(file);
        m_diskRevision = text ? config::revisionOf(*text) : std::string();
        m_diskFingerprint = std::move(fingerprint);
    }
    return {{u"revision"_s, protocolText(m_diskRevision)},
            {u"differs"_s, m_diskRevision != m_context.daemon.revision()}};
}

QJsonObject ServiceMethods::status(const Caller &caller)
{
    const service::Daemon &daemon = m_context.daemon;
    const auto configuration = daemon.configuration();
    const auto service = daemon.service();
    const net::ServerStatistics statistics = daemon.statistics();
    const journal::EventRing::Bounds ring = m_context.daemon.recentDecisions().ring().bounds();
    QJsonObject status{
        {u"version"_s, m_context.server.version()},
        {u"protocol"_s, u"1.0"_s},
        {u"instance"_s, m_context.server.instance()},
        {u"pid"_s, qint64{::getpid()}},
        {u"user"_s, ownUser()},
        {u"role"_s, caller.role == Role::Admin ? u"admin"_s : u"viewer"_s},
        {u"startedBy"_s, startedBy()},
        {u"time"_s, protocolTime(std::chrono::system_clock::now())},
        {u"started"_s, protocolTime(daemon.startTime())},
        {u"configurationFile"_s, protocolText(std::filesystem::absolute(daemon.file()).string())},
        {u"revision"_s, protocolText(daemon.revision())},
        {u"loaded"_s, protocolTime(daemon.loadTime())},
        {u"onDisk"_s, onDisk()},
        {u"lastReload"_s, lastReloadToJson(daemon.lastReload())},
        {u"lastError"_s, lastErrorToJson(m_context.logger.recentRecords().lastError())},
        {u"restartNeeded"_s, toJson(daemon.restartNeeded(*configuration))},
        {u"logLevel"_s, logLevelName(m_context.logger.level())},
        {u"journalFile"_s, protocolText(configuration->journal.file)},
    };
    const bool isSecure = daemon.tlsContext() != nullptr;
    append(status,
           {{u"address"_s, protocolText(net::toString(daemon.address()))},
            {u"transport"_s, isSecure ? u"https"_s : u"http"_s},
            {u"tlsProtocols"_s, isSecure ? tlsProtocols(configuration->server) : QJsonArray()},
            {u"certificates"_s, certificatesToJson(daemon.certificates())},
            {u"issuer"_s, protocolText(service->issuer.name())},
            {u"algorithm"_s, protocolText(service->issuer.algorithm())},
            {u"keyId"_s, protocolText(service->issuer.keyId())},
            {u"connections"_s, connectionsToJson(statistics)},
            {u"requests"_s, static_cast<qint64>(statistics.requests)},
            {u"requestsPerMinute"_s, requestsPerMinute()},
            {u"rules"_s, configuration->acl ? qint64(configuration->acl->size()) : 0},
            {u"users"_s, qint64(configuration->users.size())},
            {u"consoles"_s, m_context.server.clientCount()},
            {u"firstSequence"_s, static_cast<qint64>(ring.first)},
            {u"lastSequence"_s, static_cast<qint64>(ring.last)}});
    return status;
}

Reply ServiceMethods::reload(const Caller &caller)
{
    const service::ReloadReport report = m_context.daemon.reload(
        "service.reload", service::Originator{caller.user.toStdString(), caller.uid});
    if (report.ok)
        return status(caller);
    const bool isInvalid =
        std::any_of(report.problems.begin(), report.problems.end(), [](const auto &problem) {
            return problem.severity == config::Problem::Severity::Error;
        });
    if (isInvalid)
        return tl::unexpected(CallError{ErrorCode::InvalidConfiguration,
                                        u"The configuration file has errors; the daemon goes on "
                                        "with the last good one."_s,
                                        {{u"problems"_s, toJson(report.problems)}}});
    return tl::unexpected(
        CallError{ErrorCode::Refused,
                  u"The configuration was not taken over: %1. The daemon goes on with the last "
                  "good one."_s.arg(protocolText(report.error)),
                  {}});
}

Reply ServiceMethods::stop(const Caller &caller, const QJsonObject &params)
{
    const auto reason = textParameter(params, "reason"_L1);
    if (!reason)
        return tl::unexpected(reason.error());
    m_context.logger.info(
        "control", "stop", "The daemon is stopped from the console.",
        {{"user", caller.user.toStdString()},
         {"uid", std::int64_t{caller.uid}},
         {"reason", reason->value_or(QString()).left(kMostOfReason).toStdString()}});
    return QJsonObject();
}

} // namespace wharfgate::control

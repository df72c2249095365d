// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/Console.h"

#include "daemon/control/MethodGroups.h"
#include "daemon/control/ProtocolObjects.h"
#include "daemon/log/Logger.h"

#include <QRandomGenerator>

#include <array>
#include <unistd.h>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

namespace {

QString randomInstance()
{
    std::array<quint32, 4> numbers{};
    QRandomGenerator::system()->fillRange(numbers.data(), numbers.size());
    const QByteArrayView bytes(reinterpret_cast<const char *>(numbers.data()), sizeof numbers);
    return QString::fromLatin1(bytes.toByteArray().toHex());
}

QJsonValue originatorToJson(const std::optional<service::Originator> &by)
{
    if (!by)
        return QJsonValue::Null;
    return QJsonObject{{u"user"_s, QString::fromStdString(by->user)}, {u"uid"_s, qint64{by->uid}}};
}

} // namespace

Console::Console(service::Daemon &daemon, log::Logger &logger, Options options)
    : m_daemon(daemon)
    , m_logger(logger)
    , m_options(std::move(options))
    , m_server({QString::fromStdString(m_options.version), randomInstance()}, logger,
               m_options.limits, m_options.identify)
{
    MethodContext context{daemon, m_server, m_worker, logger, [this] {
                              stop();
                              m_options.stopDaemon();
                          }};
    for (auto &group : makeMethodGroups(context))
        m_server.methods().add(std::move(group));
    QObject::connect(&daemon, &service::Daemon::reloaded, &m_server,
                     [this](const service::ReloadReport &report) { handleReload(report); });
    daemon.setCompanion(this);
}

Console::~Console()
{
    m_daemon.setCompanion(nullptr);
}

Result<void> Console::prepare(const config::Configuration &next)
{
    discard();
    const SocketPlace place = socketPlace(next.control, m_options.defaultSocket);
    const bool staysOpen = m_server.isListening() && place.path == m_place.path;
    std::optional<net::Listener> listener;
    if (staysOpen && place.group != m_place.group) {
        if (auto given = giveToGroup(place); !given)
            return given;
    } else if (!staysOpen && !place.path.empty()) {
        auto opened = openControlSocket(place);
        if (!opened && place.isRequired)
            return tl::unexpected(opened.error());
        if (opened)
            listener = std::move(*opened);
        else
            m_logger.warning("control", "no-socket",
                             "The console cannot connect: " + opened.error().detail +
                                 ". Name another file with control.socket, or none.",
                             {{"socket", place.path}});
    }
    m_next = Next{place, staysOpen, std::move(listener), Authorization(next.control, ::geteuid())};
    return {};
}

void Console::commit()
{
    if (!m_next)
        return;
    const bool opensAnother = !m_next->staysOpen && m_next->listener.has_value();
    if (!m_next->staysOpen)
        m_server.setListener(std::move(m_next->listener));
    m_place = std::move(m_next->place);
    m_server.setAuthorization(std::move(m_next->authorization));
    m_next.reset();
    if (opensAnother)
        m_logger.info("control", "listening", "The console can connect.",
                      {{"socket", m_place.path}});
}

void Console::discard()
{
    m_next.reset();
}

void Console::stop()
{
    m_server.stop(u"stopping"_s, u"The daemon is being stopped."_s);
}

void Console::handleReload(const service::ReloadReport &report)
{
    const QString time = protocolTime(report.time);
    if (!report.ok)
        return m_server.notifyAll(u"reloadFailed"_s,
                                  {{u"reason"_s, QString::fromStdString(report.reason)},
                                   {u"error"_s, QString::fromStdString(report.error)},
                                   {u"problems"_s, toJson(report.problems)},
                                   {u"time"_s, time}});
    m_server.notifyAll(u"configurationChanged"_s,
                       {{u"revision"_s, QString::fromStdString(report.revision)},
                        {u"previous"_s, QString::fromStdString(report.previous)},
                        {u"by"_s, originatorToJson(report.by)},
                        {u"reason"_s, QString::fromStdString(report.reason)},
                        {u"time"_s, time}});
}

} // namespace wharfgate::control

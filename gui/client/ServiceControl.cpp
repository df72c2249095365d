// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/ServiceControl.h"

#include "gui/client/ApplyReply.h"
#include "gui/client/DaemonLink.h"
#include "gui/client/LossText.h"
#include "gui/client/Session.h"
#include "gui/client/StartCommand.h"

#include <QJsonObject>
#include <QTimer>

#include <chrono>
#include <utility>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using control::Reply;

namespace {

/// The daemon finishes requests under way for up to 15 s.
constexpr auto kStopLimit = 25s;
/// After the start command has returned.
constexpr auto kStartLimit = 30s;
constexpr auto kLookPause = 500ms;

} // namespace

struct ServiceControl::Data
{
    enum class Phase
    {
        Idle,
        Asking, ///< the daemon has been told
        Ending,
        Starting, ///< the start command runs
        Coming    ///< the daemon has to be there soon
    };
    ServiceControl &q;
    Session &session;
    StartCommand command;
    Phase phase = Phase::Idle;
    Action action = Action::Start;
    int run = 0; // counts, so that answers to a cancelled run are known as such
    QTimer limit;
    QTimer look;

    Data(ServiceControl &control, Session &of);
    QString whyNotLive() const;
    void setPhase(Phase next);
    void begin();
    void ask(const QString &method, const QJsonObject &params);
    void handleReply(const Reply &reply);
    void start();
    void handleStarted(bool succeeded, const QString &text);
    void handleState();
    void handleLimit();
    void finish(bool succeeded, const QString &text);
};

ServiceControl::Data::Data(ServiceControl &control, Session &of)
    : q(control)
    , session(of)
{
    limit.setSingleShot(true);
    look.setInterval(kLookPause);
    connect(&limit, &QTimer::timeout, &q, [this] { handleLimit(); });
    connect(&look, &QTimer::timeout, &q, [this] { session.retryNow(); });
    connect(&command, &StartCommand::finished, &q,
            [this](bool succeeded, const QString &text) { handleStarted(succeeded, text); });
    connect(&session, &Session::stateChanged, &q, [this] { handleState(); });
}

QString ServiceControl::Data::whyNotLive() const
{
    if (!session.isLive())
        return session.stateText();
    if (!session.client().greeting().isAdmin)
        return tr("You are a viewer here; only administrators can do this.");
    if (!session.client().can(u"service"_s))
        return tr("This daemon cannot be controlled from a console.");
    return {};
}

void ServiceControl::Data::setPhase(Phase next)
{
    phase = next;
    Q_EMIT q.changed();
}

void ServiceControl::Data::begin()
{
    ++run;
    switch (action) {
    case Action::Start:
        start();
        break;
    case Action::Stop:
        ask(u"service.stop"_s, {{u"reason"_s, u"stopping"_s}});
        break;
    case Action::Restart:
        ask(u"service.stop"_s, {{u"reason"_s, u"restarting"_s}});
        break;
    case Action::Reload:
        ask(u"service.reload"_s, {});
        break;
    }
}

void ServiceControl::Data::ask(const QString &method, const QJsonObject &params)
{
    setPhase(Phase::Asking);
    session.client().call(method, params, &q, [this, asked = run](const Reply &reply) {
        if (asked == run && phase == Phase::Asking)
            handleReply(reply);
    });
}

void ServiceControl::Data::handleReply(const Reply &reply)
{
    if (!reply) {
        const auto problems =
            problemsOf(reply.error().data["problems"_L1], session.spec().displayName());
        QString text = quotedSentence(reply.error().message);
        for (const config::Problem &problem : problems) {
            if (problem.severity != config::Problem::Severity::Error)
                continue;
            text += u' ' + quotedSentence(QString::fromStdString(problem.toString()));
            break;
        }
        finish(false, text);
        return;
    }
    if (action == Action::Reload) {
        session.refreshStatus();
        finish(true, tr("The daemon has read its files again."));
        return;
    }
    limit.start(kStopLimit);
    setPhase(Phase::Ending);
    handleState();
}

void ServiceControl::Data::start()
{
    setPhase(Phase::Starting);
    command.start(session.spec());
}

void ServiceControl::Data::handleStarted(bool succeeded, const QString &text)
{
    if (phase != Phase::Starting)
        return;
    if (!succeeded) {
        finish(false, text);
        return;
    }
    setPhase(Phase::Coming);
    limit.start(kStartLimit);
    look.start();
    session.retryNow();
    handleState();
}

void ServiceControl::Data::handleState()
{
    if (!session.hasDaemon() && phase != Phase::Idle) {
        finish(false, tr("The connection was closed."));
    } else if (phase == Phase::Idle) {
        Q_EMIT q.changed(); // of what is possible
    } else if (phase == Phase::Ending && !session.isLive()) {
        limit.stop();
        if (action == Action::Restart)
            start();
        else
            finish(true, tr("The daemon was stopped."));
    } else if (phase == Phase::Asking && !session.isLive()) {
        // It may have ended before its answer was read.
        if (session.link().loss().end != DaemonClient::End::Stopped)
            finish(false, session.stateText());
        else if (action == Action::Restart)
            start();
        else
            finish(true, tr("The daemon was stopped."));
    } else if ((phase == Phase::Coming || phase == Phase::Starting) && session.isLive()) {
        const bool stillRuns = phase == Phase::Starting;
        QString text = action == Action::Restart ? tr("The daemon was restarted.")
                                                 : tr("The daemon is running.");
        if (stillRuns)
            text += u' ' + tr("Its start command has not returned; it may end with this console.");
        finish(true, text);
    }
}

void ServiceControl::Data::handleLimit()
{
    if (phase == Phase::Ending)
        finish(false, tr("The daemon is still finishing what it does. It was told to stop."));
    else if (phase == Phase::Coming)
        finish(false, tr("The start command has returned, but the daemon is not there. %1")
                          .arg(session.stateText()));
}

void ServiceControl::Data::finish(bool succeeded, const QString &text)
{
    limit.stop();
    look.stop();
    ++run;
    setPhase(Phase::Idle);
    Q_EMIT q.finished(action, succeeded, text);
}

ServiceControl::ServiceControl(Session &session, QObject *parent)
    : QObject(parent)
    , m_data(std::make_unique<Data>(*this, session))
{}

ServiceControl::~ServiceControl() = default;

QString ServiceControl::whyNot(Action action) const
{
    const Session &session = m_data->session;
    if (!session.hasDaemon())
        return session.state() == Session::State::File
                   ? tr("This is a file; there is no daemon to control.")
                   : tr("No daemon is open.");
    if (isRunning())
        return progressText();
    switch (action) {
    case Action::Start:
        if (session.isLive())
            return tr("The daemon is running already.");
        break;
    case Action::Stop:
    case Action::Reload:
        return m_data->whyNotLive();
    case Action::Restart:
        if (const QString why = m_data->whyNotLive(); !why.isEmpty())
            return why;
        break;
    }
    if (session.spec().startCommand.trimmed().isEmpty())
        return tr("No start command is set for this connection. Edit the connection to add one.");
    return {};
}

bool ServiceControl::isRunning() const
{
    return m_data->phase != Data::Phase::Idle;
}

QString ServiceControl::progressText() const
{
    switch (m_data->phase) {
    case Data::Phase::Idle:
        return {};
    case Data::Phase::Asking:
        return m_data->action == Action::Reload ? tr("The daemon is reading its files…")
                                                : tr("Stopping the daemon…");
    case Data::Phase::Ending:
        return tr("Stopping the daemon…");
    case Data::Phase::Starting:
        return tr("Running the start command…");
    case Data::Phase::Coming:
        return tr("Waiting for the daemon…");
    }
    return {};
}

void ServiceControl::run(Action action)
{
    if (const QString why = whyNot(action); !why.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this, action, why] { Q_EMIT finished(action, false, why); },
            Qt::QueuedConnection);
        return;
    }
    m_data->action = action;
    m_data->begin();
}

void ServiceControl::cancel()
{
    if (!isRunning())
        return;
    m_data->command.cancel();
    m_data->finish(false, tr("Not waited for any longer."));
}

} // namespace wharfgate::gui

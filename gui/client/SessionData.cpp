// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/SessionData.h"

#include "gui/client/LossText.h"
#include "shared/base/Text.h"

#include <QDateTime>

#include <chrono>
#include <utility>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kStatusPause = 5s;
/// The protocol that this console knows is 1.0.
constexpr int kProtocolMinor = 0;

} // namespace

Session::Data::Data(Session &session, Workspace &copy)
    : q(session)
    , workspace(copy)
{
    statusTimer.setInterval(kStatusPause);
    QObject::connect(&link, &DaemonLink::stateChanged, &q, [this] { handleLink(); });
    QObject::connect(&link, &DaemonLink::countdownChanged, &q, &Session::countdownChanged);
    QObject::connect(&link, &DaemonLink::notified, &q,
                     [this](const QString &method, const QJsonObject &params) {
                         handleNotified(method, params);
                     });
    QObject::connect(&file, &FileSource::touched, &q, [this] { readFile(); });
    QObject::connect(&statusTimer, &QTimer::timeout, &q, [this] { askStatus(); });
}

void Session::Data::open(const ConnectionSpec &opened)
{
    spec = opened;
    if (spec.isDaemon()) {
        link.open(spec); // its state becomes ours
        return;
    }
    openFile();
}

void Session::Data::close()
{
    ++generation;
    // Nobody is to call the daemon from a handler of what follows.
    const bool wasConnected = std::exchange(state, State::Closed) == State::Connected;
    statusTimer.stop();
    status.reset();
    closedReason.clear();
    problem.clear();
    fruitlessRevision.clear();
    whileApplying.reset();
    isLoading = isFetching = mustFetchAgain = isAskingStatus = mustAskAgain = isApplying = false;
    ownsWorkspace = false;
    link.close();
    file.close();
    workspace.close();
    if (wasConnected)
        Q_EMIT q.disconnected();
    Q_EMIT q.statusChanged();
}

void Session::Data::setState(State next)
{
    if (next == State::Waiting || next == State::Closed)
        statusTimer.stop();
    state = next;
    Q_EMIT q.stateChanged();
}

QString Session::Data::stateText() const
{
    const QString name =
        QString::fromStdString(text::escaped(spec.displayName().toStdString(), 200));
    switch (state) {
    case State::Closed:
        return closedReason.isEmpty() ? tr("Nothing is open.") : closedReason;
    case State::Connecting:
        return tr("Connecting to %1…").arg(name);
    case State::Waiting:
        return lossText(spec, link.loss());
    case State::File:
        return problem.isEmpty() ? tr("The file %1 is open.").arg(name) : problem;
    case State::Connected:
        break;
    }
    if (!problem.isEmpty())
        return problem;
    const DaemonClient::Greeting &greeting = link.client().greeting();
    const QString user = QString::fromStdString(text::escaped(greeting.user.toStdString(), 100));
    return greeting.isAdmin ? tr("Connected to %1 as administrator %2.").arg(name, user)
                            : tr("Connected to %1 as viewer %2.").arg(name, user);
}

void Session::Data::handleLink()
{
    switch (link.state()) {
    case DaemonLink::State::Closed:
        break; // who closed it sets the state
    case DaemonLink::State::Connecting:
        // A new attempt after a loss is part of the waiting.
        if (state == State::Waiting)
            Q_EMIT q.countdownChanged();
        else
            setState(State::Connecting);
        break;
    case DaemonLink::State::Connected:
        load();
        break;
    case DaemonLink::State::Waiting: {
        const bool wasConnected = state == State::Connected;
        isLoading = isFetching = mustFetchAgain = isAskingStatus = mustAskAgain = false;
        setState(State::Waiting);
        if (wasConnected)
            Q_EMIT q.disconnected();
        break;
    }
    }
}

/// Connected is what has its configuration and its status.
void Session::Data::load()
{
    isLoading = true;
    problem.clear();
    fruitlessRevision.clear();
    fetchBase({});
    askStatus();
}

void Session::Data::finishLoading()
{
    if (!isLoading || isFetching || isAskingStatus)
        return;
    isLoading = false;
    statusTimer.start();
    setState(State::Connected);
    Q_EMIT q.connected();
}

void Session::Data::fetchBase(const QString &byWhom)
{
    if (link.state() != DaemonLink::State::Connected)
        return;
    if (std::exchange(isFetching, true)) {
        mustFetchAgain = true;
        return;
    }
    link.client().call(u"configuration.get"_s, {}, &q,
                       [this, byWhom, asked = generation](const control::Reply &reply) {
                           if (asked != generation || link.state() != DaemonLink::State::Connected)
                               return;
                           isFetching = false;
                           handleConfiguration(reply, byWhom);
                           if (std::exchange(mustFetchAgain, false))
                               fetchBase(byWhom);
                           finishLoading();
                       });
}

void Session::Data::handleConfiguration(const control::Reply &reply, const QString &byWhom)
{
    if (isApplying) { // the answer to the apply tells more
        whileApplying = Sighting{{}, byWhom};
        return;
    }
    const bool hadProblem = !problem.isEmpty();
    if (reply) {
        problem.clear();
        adopt((*reply)["text"_L1].toString().toStdString(), (*reply)["file"_L1].toString(),
              (*reply)["revision"_L1].toString(), byWhom);
        workspace.setReadOnlyReason(whyReadOnly(*reply));
    } else {
        problem = tr("The daemon cannot show its configuration. %1")
                      .arg(quotedSentence(reply.error().message));
        workspace.setReadOnlyReason(problem);
    }
    if (state == State::Connected && (hadProblem || !problem.isEmpty()))
        Q_EMIT q.stateChanged();
}

QString Session::Data::whyReadOnly(const QJsonObject &configuration) const
{
    const DaemonClient::Greeting &greeting = link.client().greeting();
    if (!greeting.isAdmin)
        return tr(
            "You are a viewer here. To change the configuration, ask an administrator to name "
            "you in control.admins.");
    if (greeting.protocol.section(u'.', 1, 1).toInt() > kProtocolMinor)
        return tr("The daemon, version %1, is newer than this console. Update the console to "
                  "change "
                  "the configuration.")
            .arg(QString::fromStdString(text::escaped(greeting.version.toStdString(), 100)));
    if (!configuration["writable"_L1].toBool(true))
        return tr("The daemon cannot write its configuration file. %1")
            .arg(quotedSentence(configuration["reason"_L1].toString()));
    if (configuration["redacted"_L1].toBool())
        return tr("The daemon shows the configuration without its password hashes, so it cannot be "
                  "changed from here.");
    return {};
}

void Session::Data::handleNotified(const QString &method, const QJsonObject &params)
{
    if (method == "configurationChanged"_L1)
        baseSeen(params["revision"_L1].toString(), params["by"_L1]["user"_L1].toString());
    else if (method == "reloadFailed"_L1)
        baseSeen({}, {});
    if (method == "configurationChanged"_L1 || method == "reloadFailed"_L1 ||
        method == "certificatesChanged"_L1)
        askStatus();
    if (state == State::Connected)
        Q_EMIT q.notified(method, params);
}

/// The daemon's file may be another one than the base; no `revision`: unknown which.
void Session::Data::baseSeen(const QString &revision, const QString &byWhom)
{
    fruitlessRevision.clear();
    if (isApplying)
        whileApplying = Sighting{revision, byWhom};
    else if (revision.isEmpty() || revision != workspace.baseRevision())
        fetchBase(byWhom);
}

void Session::Data::askStatus()
{
    if (link.state() != DaemonLink::State::Connected)
        return;
    if (std::exchange(isAskingStatus, true)) {
        mustAskAgain = true;
        return;
    }
    link.client().call(u"status"_s, {}, &q,
                       [this, asked = generation](const control::Reply &reply) {
                           if (asked != generation || link.state() != DaemonLink::State::Connected)
                               return;
                           isAskingStatus = false;
                           handleStatus(reply);
                           if (std::exchange(mustAskAgain, false))
                               askStatus();
                           finishLoading();
                       });
}

void Session::Data::handleStatus(const control::Reply &reply)
{
    if (!reply)
        return; // what was known stays
    status = DaemonStatus::fromJson(*reply, QDateTime::currentDateTimeUtc());
    const QString onDisk = status->diskRevision;
    if (state == State::Connected && !isApplying && !isFetching && !onDisk.isEmpty() &&
        onDisk != workspace.baseRevision() && onDisk != fruitlessRevision) {
        fruitlessRevision = onDisk;
        fetchBase({});
    }
    Q_EMIT q.statusChanged();
}

/// Takes what is in force, or on disk, as the base. A working copy with changes stays.
void Session::Data::adopt(const std::string &text, const QString &fileName, const QString &revision,
                          const QString &byWhom)
{
    const bool isAnother = QString::fromStdString(workspace.base().file()) != fileName;
    if (!workspace.isOpen() || !ownsWorkspace || (isAnother && !workspace.isModified())) {
        ownsWorkspace = true;
        workspace.open(text, fileName, revision);
        return;
    }
    if (workspace.baseRevision() == revision && workspace.base().text() == text)
        return;
    const bool hasMoved = workspace.base().text() != text;
    workspace.setBase(text, revision);
    if (hasMoved && workspace.isModified())
        Q_EMIT q.baseMovedOn(byWhom);
}

} // namespace wharfgate::gui

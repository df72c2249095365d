// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/Session.h"

#include "gui/client/SessionData.h"

#include <QPointer>

#include <utility>

namespace wharfgate::gui {

Session::Session(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_data(std::make_unique<Data>(*this, workspace))
{}

Session::~Session() = default;

void Session::open(const ConnectionSpec &spec)
{
    m_data->close();
    m_data->open(spec);
}

void Session::close()
{
    m_data->close();
    m_data->closedReason.clear();
    m_data->setState(State::Closed);
}

void Session::retryNow()
{
    m_data->link.retryNow();
}

Session::State Session::state() const
{
    return m_data->state;
}

const ConnectionSpec &Session::spec() const
{
    return m_data->spec;
}

bool Session::hasDaemon() const
{
    return m_data->state == State::Connecting || m_data->state == State::Connected ||
           m_data->state == State::Waiting;
}

bool Session::canChange() const
{
    const bool isReady = m_data->state == State::File || m_data->state == State::Connected;
    return isReady && !m_data->workspace.isReadOnly();
}

QString Session::stateText() const
{
    return m_data->stateText();
}

int Session::secondsUntilRetry() const
{
    return m_data->link.secondsUntilRetry();
}

DaemonClient &Session::client()
{
    return m_data->link.client();
}

DaemonLink &Session::link()
{
    return m_data->link;
}

const std::optional<DaemonStatus> &Session::status() const
{
    return m_data->status;
}

void Session::refreshStatus()
{
    m_data->askStatus();
}

void Session::apply(const QString &comment, QObject *context, ApplyDone done)
{
    overwrite(m_data->workspace.baseRevision(), comment, context, std::move(done));
}

void Session::overwrite(const QString &theirRevision, const QString &comment, QObject *context,
                        ApplyDone done)
{
    QPointer<QObject> receiver(context);
    m_data->apply(theirRevision, comment,
                  [receiver, hasContext = context != nullptr,
                   done = std::move(done)](const ApplyResult &result) {
                      if (done && (!hasContext || receiver))
                          done(result);
                  });
}

void Session::reloadBase()
{
    if (m_data->state == State::File)
        m_data->readFile();
    else
        m_data->fetchBase({});
}

} // namespace wharfgate::gui

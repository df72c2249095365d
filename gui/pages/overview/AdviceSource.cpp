// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/overview/AdviceSource.h"

#include "gui/client/ApplyReply.h"
#include "gui/client/Session.h"
#include "gui/widgets/Texts.h"
#include "gui/workspace/Workspace.h"
#include "shared/config/FileCheck.h"

#include <chrono>
#include <set>
#include <string>
#include <tuple>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What makes two problems the same, whoever says it: the file names may differ in form.
using Identity = std::tuple<std::string, int, int, std::string, std::string>;

Identity identityOf(const config::Problem &problem)
{
    return {problem.code, problem.position.line, problem.position.column, problem.key,
            problem.message};
}

} // namespace

AdviceSource::AdviceSource(Workspace &workspace, Session &session, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_session(session)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(400ms);
    connect(&m_delay, &QTimer::timeout, this, &AdviceSource::look);
    connect(&workspace, &Workspace::contentChanged, this, &AdviceSource::lookSoon);
    connect(&session, &Session::stateChanged, this, &AdviceSource::lookSoon);
    connect(&session, &Session::notified, this, [this](const QString &method) {
        if (method == u"configurationChanged"_s || method == u"certificatesChanged"_s)
            lookSoon();
    });
}

void AdviceSource::setActive(bool active)
{
    m_active = active;
    if (active && m_due && !m_delay.isActive())
        look();
}

void AdviceSource::lookSoon()
{
    m_due = true;
    if (m_active)
        m_delay.start();
}

void AdviceSource::look()
{
    if (!m_active)
        return;
    m_due = false;
    ++m_question;
    if (!m_workspace.isOpen()) {
        m_problems.clear();
        m_failure.clear();
        m_known = false;
        Q_EMIT changed();
        return;
    }
    const config::Configuration *configuration = m_workspace.content().configuration();
    if (configuration && m_session.isLive())
        askDaemon();
    else if (configuration && m_session.state() == Session::State::File)
        setProblems(config::checkFiles(*configuration));
    else
        setProblems({});
}

void AdviceSource::askDaemon()
{
    QJsonObject params;
    if (m_workspace.isModified())
        params["text"_L1] = QString::fromStdString(m_workspace.content().text());
    m_session.client().call(u"advice"_s, params, this,
                            [this, question = m_question](const control::Reply &reply) {
                                handleReply(reply, question);
                            });
    // What can be said without the daemon need not wait for it.
    if (!m_known)
        setProblems({});
}

void AdviceSource::handleReply(const control::Reply &reply, int question)
{
    if (question != m_question)
        return;
    m_failure = reply ? QString() : texts::shown(reply.error().message);
    setProblems(reply ? problemsOf((*reply)["problems"_L1],
                                   QString::fromStdString(m_workspace.content().file()))
                      : std::vector<config::Problem>());
}

void AdviceSource::setProblems(const std::vector<config::Problem> &others)
{
    m_problems = m_workspace.content().problems();
    std::set<Identity> known;
    for (const config::Problem &own : m_problems)
        known.insert(identityOf(own));
    for (const config::Problem &other : others)
        if (known.insert(identityOf(other)).second)
            m_problems.push_back(other);
    m_known = true;
    Q_EMIT changed();
}

} // namespace wharfgate::gui

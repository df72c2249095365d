// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Problem.h"
#include "shared/control/Message.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace wharfgate::gui {

class Session;
class Workspace;

/// What is doubtful about the working copy: its own problems, and what the daemon (or, for a plain
/// file, this machine) sees of files and dates. Looks anew a moment after a change.
class AdviceSource final : public QObject
{
    Q_OBJECT

public:
    AdviceSource(Workspace &workspace, Session &session, QObject *parent = nullptr);

    const std::vector<config::Problem> &problems() const { return m_problems; }
    /// Only while somebody looks; a change meanwhile is caught up on.
    void setActive(bool active);
    /// False until the first look after opening.
    bool isKnown() const { return m_known; }
    /// Why the daemon's part is missing, or empty.
    const QString &failure() const { return m_failure; }

Q_SIGNALS:
    void changed();

private:
    void lookSoon();
    void look();
    void askDaemon();
    void handleReply(const control::Reply &reply, int question);
    void setProblems(const std::vector<config::Problem> &others);

    Workspace &m_workspace;
    Session &m_session;
    QTimer m_delay;
    std::vector<config::Problem> m_problems;
    QString m_failure;
    int m_question = 0; // replies to earlier ones are out of date
    bool m_active = false;
    bool m_due = true;
    bool m_known = false;
};

} // namespace wharfgate::gui

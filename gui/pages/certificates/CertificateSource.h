// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/control/CertificateReport.h"
#include "shared/control/Message.h"

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

namespace wharfgate::gui {

class Session;
class Workspace;

/// The certificates and keys of what is open: by the daemon while it is live, else in the files
/// that a plain configuration names. Everything slow happens away from this thread.
class CertificateSource final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const control::Reply &)>;

    CertificateSource(const Workspace &workspace, Session &session, QObject *parent);

    /// Only while somebody looks; a change meanwhile is caught up on.
    void setActive(bool active);
    void refresh();

    const std::vector<control::PairReport> &pairs() const { return m_pairs; }
    /// Null: there is no such role.
    const control::PairReport *pair(const QString &role) const;
    bool isKnown() const { return m_isKnown; }
    /// Why pairs() is not known; empty if it is, or if the answer is still to come.
    const QString &failure() const { return m_failure; }
    /// The daemon is gone; pairs() is what it said last.
    bool isStale() const;
    /// What is done is done by a running daemon.
    bool isLive() const;
    /// Why nothing can be changed, or empty.
    QString readOnlyReason() const;
    bool isBusy() const { return m_isBusy; }

    /// A method of the group `certificates.*` that changes something (one at a time); pairs() is
    /// asked for anew when it has ended. `done` runs later on this thread unless this is gone.
    void change(const QString &method, const QJsonObject &params, Done done);
    /// One that only reads.
    void ask(const QString &method, const QJsonObject &params, Done done);

Q_SIGNALS:
    void changed();
    void busyChanged();

private:
    void refreshSoon();

    const Workspace &m_workspace;
    Session &m_session;
    std::vector<control::PairReport> m_pairs;
    QString m_failure;
    int m_question = 0; // replies to earlier ones are out of date
    bool m_isKnown = false;
    bool m_isActive = false;
    bool m_isDue = true;
    bool m_isBusy = false;
};

} // namespace wharfgate::gui

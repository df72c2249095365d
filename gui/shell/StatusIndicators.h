// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QLabel;
class QStatusBar;
class QToolButton;

namespace wharfgate::gui {

class Session;
class Workspace;

/// The permanent part of the status bar: daemon version, uptime, revision in force, and the days
/// until the first certificate expires, as text and colour.
class StatusIndicators final : public QObject
{
    Q_OBJECT

public:
    StatusIndicators(const Session &session, const Workspace &workspace, QStatusBar &bar);

Q_SIGNALS:
    /// The expiry was clicked; the role of the certificate that expires first.
    void certificateClicked(const QString &role);

private:
    void refresh();
    void refreshExpiry();

    const Session &m_session;
    const Workspace &m_workspace;
    QLabel *m_version = nullptr;
    QLabel *m_uptime = nullptr;
    QLabel *m_revision = nullptr;
    QToolButton *m_expiry = nullptr;
    QString m_role;
};

} // namespace wharfgate::gui

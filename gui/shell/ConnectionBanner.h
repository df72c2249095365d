// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace wharfgate::gui {

class Session;
class Workspace;

/// Says above the page why a daemon is not there, and when it is tried again; and why nothing can
/// be changed.
class ConnectionBanner final : public QFrame
{
    Q_OBJECT

public:
    ConnectionBanner(Session &session, const Workspace &workspace, QWidget *parent = nullptr);

private:
    void refresh();

    Session &m_session;
    const Workspace &m_workspace;
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QToolButton *m_retry = nullptr;
};

} // namespace wharfgate::gui

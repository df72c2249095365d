// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QAction;
class QLabel;

namespace wharfgate::gui {

class Workspace;

/// "3 changes not applied: Review… · Discard · Apply", shown while there are any.
class PendingBar final : public QFrame
{
    Q_OBJECT

public:
    PendingBar(const Workspace &workspace, QAction *review, QAction *discard, QAction *apply,
               QWidget *parent = nullptr);

private:
    void refresh();

    const Workspace &m_workspace;
    QLabel *m_text = nullptr;
};

} // namespace wharfgate::gui

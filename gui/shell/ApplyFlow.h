// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/Session.h"

#include <QObject>
#include <QPointer>

class QWidget;
class QAction;

namespace wharfgate::gui {

class ConflictDialog;
class Messages;
class Navigator;
class ReviewDialog;
class Workspace;

/// From pending changes to changes in force: review, apply, and what happens when somebody else was
/// faster.
class ApplyFlow final : public QObject
{
    Q_OBJECT

public:
    ApplyFlow(Workspace &workspace, Session &session, Messages &messages, Navigator &navigator,
              QWidget *window);

    /// Opens the review, or first the conflict if there is one.
    void review();
    void discard();

Q_SIGNALS:
    void applied();

private:
    void openReview();
    void resolveConflict();
    void handleApplied(const Session::ApplyResult &result);
    void handleBaseMovedOn(const QString &byWhom);

    Workspace &m_workspace;
    Session &m_session;
    Messages &m_messages;
    Navigator &m_navigator;
    QWidget *m_window;
    QAction *m_resolveAction = nullptr;
    QAction *m_undoAction = nullptr;
    QString m_byWhom;
    QPointer<ReviewDialog> m_review;
    QPointer<ConflictDialog> m_conflict;
};

} // namespace wharfgate::gui

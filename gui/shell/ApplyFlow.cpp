// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/ApplyFlow.h"

#include "gui/shell/ConflictDialog.h"
#include "gui/shell/Navigator.h"
#include "gui/shell/ReviewDialog.h"
#include "gui/widgets/Messages.h"
#include "gui/workspace/Workspace.h"

#include <QAction>
#include <QWidget>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

ApplyFlow::ApplyFlow(Workspace &workspace, Session &session, Messages &messages,
                     Navigator &navigator, QWidget *window)
    : QObject(window)
    , m_workspace(workspace)
    , m_session(session)
    , m_messages(messages)
    , m_navigator(navigator)
    , m_window(window)
{
    m_resolveAction = new QAction(tr("Resolve…"), this);
    m_resolveAction->setObjectName(u"actionResolveConflict"_s);
    connect(m_resolveAction, &QAction::triggered, this, &ApplyFlow::review);
    m_undoAction = new QAction(tr("Undo"), this);
    connect(m_undoAction, &QAction::triggered, &workspace.undoStack(), &QUndoStack::undo);
    connect(&session, &Session::baseMovedOn, this, &ApplyFlow::handleBaseMovedOn);
}

void ApplyFlow::review()
{
    if (!m_workspace.isModified()) {
        m_messages.showMessage(MessageKind::Information, tr("There is nothing to apply."));
        return;
    }
    if (m_workspace.hasConflict())
        resolveConflict();
    else
        openReview();
}

void ApplyFlow::openReview()
{
    if (m_review != nullptr) {
        m_review->raise();
        return;
    }
    m_review = new ReviewDialog(m_workspace, m_session, m_window);
    m_review->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_review, &ReviewDialog::applied, this, &ApplyFlow::handleApplied);
    connect(m_review, &ReviewDialog::showProblem, this, [this](const config::Problem &problem) {
        m_review->reject();
        m_navigator.showProblem(problem);
    });
    m_review->open();
}

void ApplyFlow::discard()
{
    const int changes = m_workspace.pendingChanges();
    m_workspace.discardChanges();
    if (changes > 0)
        m_messages.showMessage(MessageKind::Information,
                               tr("%n change(s) discarded.", nullptr, changes), m_undoAction);
}

void ApplyFlow::handleBaseMovedOn(const QString &byWhom)
{
    m_byWhom = byWhom;
    m_messages.showMessage(
        MessageKind::Warning,
        byWhom.isEmpty() ? tr("The configuration was changed elsewhere while you were editing.")
                         : tr("%1 changed the configuration while you were editing.").arg(byWhom),
        m_resolveAction);
}

void ApplyFlow::handleApplied(const Session::ApplyResult &result)
{
    switch (result.kind) {
    case Session::ApplyResult::Kind::Applied: {
        QString text = m_session.hasDaemon() ? tr("Applied. The daemon decides by it from now on.")
                                             : tr("Saved. The former version is kept beside it.");
        if (!result.restartNeeded.isEmpty())
            text += u' ' + tr("These settings take effect only after a restart: %1")
                               .arg(result.restartNeeded.join(u", "_s));
        m_messages.showMessage(MessageKind::Success, text);
        Q_EMIT applied();
        break;
    }
    case Session::ApplyResult::Kind::Conflict:
        m_workspace.setBase(result.theirText, result.theirRevision);
        if (m_workspace.hasConflict())
            resolveConflict();
        break;
    case Session::ApplyResult::Kind::Invalid:
        m_messages.showMessage(MessageKind::Error,
                               tr("The configuration has errors and was not applied."));
        break;
    case Session::ApplyResult::Kind::Failed:
        m_messages.showMessage(MessageKind::Error, result.message);
        break;
    }
}

void ApplyFlow::resolveConflict()
{
    if (m_conflict != nullptr) {
        m_conflict->raise();
        return;
    }
    m_conflict = new ConflictDialog(m_workspace.origin().text(), m_workspace.base().text(),
                                    m_workspace.content().text(), m_byWhom, m_window);
    m_conflict->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_conflict, &QDialog::accepted, this, [this] {
        switch (m_conflict->choice()) {
        case ConflictDialog::Choice::Merge: {
            const auto merged = m_workspace.perform(
                tr("Merge Changes"), {config::ReplaceText{m_conflict->mergedText()}});
            if (!merged) {
                m_messages.showMessage(MessageKind::Error,
                                       tr("The merged text has errors: %1")
                                           .arg(QString::fromStdString(merged.error().detail)));
                break;
            }
            m_workspace.resolveConflict();
            openReview();
            break;
        }
        case ConflictDialog::Choice::Overwrite:
            m_workspace.resolveConflict();
            openReview();
            break;
        case ConflictDialog::Choice::Reload:
            discard();
            break;
        case ConflictDialog::Choice::Cancel:
            break;
        }
        m_byWhom.clear();
    });
    m_conflict->open();
}

} // namespace wharfgate::gui

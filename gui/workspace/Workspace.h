// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "shared/config/editing/ConfigurationText.h"
#include "shared/config/editing/Edit.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <vector>

namespace wharfgate::gui {

/// The working copy of one configuration file: every edit of the console goes through perform() and
/// is one step of one undo stack. Nothing reaches a daemon or a file before it is applied.
class Workspace final : public QObject
{
    Q_OBJECT

public:
    explicit Workspace(QObject *parent = nullptr);
    ~Workspace() override;

    /// Begins anew with this text; undo starts empty.
    void open(const std::string &text, const QString &file, const QString &revision);
    void close();
    bool isOpen() const { return m_isOpen; }

    /// The working copy. Not open: an empty text without a configuration.
    const config::ConfigurationText &content() const { return m_content; }
    /// What is in force (on the daemon) or on disk (a plain file), as last read or applied.
    const config::ConfigurationText &base() const { return m_base; }
    QString baseRevision() const { return m_baseRevision; }

    bool isModified() const { return m_content.text() != m_base.text(); }
    /// Steps between the working copy and what was applied last; at least 1 if isModified().
    int pendingChanges() const;

    /// Why edits are refused now, or empty.
    QString readOnlyReason() const { return m_readOnlyReason; }
    bool isReadOnly() const { return !m_isOpen || !m_readOnlyReason.isEmpty(); }
    void setReadOnlyReason(const QString &reason);

    QUndoStack &undoStack() { return m_undoStack; }

    /// Does the edits as one undo step called `text` ("Move 3 Rules"). On failure nothing has
    /// changed; Error::detail is a sentence for the user.
    Result<void> perform(const QString &text, const std::vector<config::Edit> &edits);

    /// The working copy was applied and is the base now; undo survives it.
    void markApplied(const QString &revision);
    /// The base changed elsewhere. The working copy stays and is in conflict (it is merged or kept
    /// by choice of the user); an unmodified one follows.
    void setBase(const std::string &text, const QString &revision);
    /// The base changed elsewhere while there were pending changes, and nobody has decided yet what
    /// becomes of them. Applying now would throw the other change away unseen.
    bool hasConflict() const { return m_hasConflict; }
    /// The base from which the pending changes began: the common ancestor for a merge.
    const config::ConfigurationText &origin() const { return m_hasConflict ? m_origin : m_base; }
    /// The working copy is what shall become of both changes.
    void resolveConflict();
    /// Throws the pending changes away, as one undo step.
    void discardChanges();

Q_SIGNALS:
    /// The working copy changed: opened, closed, edited, undone, redone.
    void contentChanged();
    void baseChanged();
    void conflictChanged();
    /// isModified(), pendingChanges() or both may have changed.
    void pendingChangesChanged();
    void readOnlyChanged();

private:
    class TextCommand;
    void setContent(config::ConfigurationText content);
    void setConflict(bool hasConflict);

    config::ConfigurationText m_content;
    config::ConfigurationText m_base;
    config::ConfigurationText m_origin; // only while m_hasConflict
    bool m_hasConflict = false;
    QString m_baseRevision;
    QString m_readOnlyReason;
    bool m_isOpen = false;
    QUndoStack m_undoStack;
};

} // namespace wharfgate::gui

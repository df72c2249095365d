// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/workspace/Workspace.h"

#include <QUndoCommand>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace wharfgate::gui {

/// One step: the bytes that differ, so that a long history of a large file stays small.
class Workspace::TextCommand final : public QUndoCommand
{
public:
    TextCommand(Workspace &workspace, const QString &text, config::ConfigurationText after)
        : QUndoCommand(text)
        , m_workspace(workspace)
        , m_first(std::move(after))
    {
        const std::string_view before = workspace.m_content.text();
        const std::string_view changed = m_first->text();
        const std::size_t shorter = std::min(before.size(), changed.size());
        std::size_t prefix = 0;
        while (prefix < shorter && before[prefix] == changed[prefix])
            ++prefix;
        std::size_t suffix = 0;
        while (suffix < shorter - prefix &&
               before[before.size() - 1 - suffix] == changed[changed.size() - 1 - suffix])
            ++suffix;
        m_offset = prefix;
        m_removed = before.substr(prefix, before.size() - prefix - suffix);
        m_inserted = changed.substr(prefix, changed.size() - prefix - suffix);
    }

    void undo() override { replace(m_inserted, m_removed); }

    void redo() override
    {
        if (m_first) { // read already when the edit was checked
            m_workspace.setContent(*m_first);
            m_first.reset();
            return;
        }
        replace(m_removed, m_inserted);
    }

private:
    void replace(const std::string &what, const std::string &with)
    {
        std::string text = m_workspace.m_content.text();
        Q_ASSERT(text.compare(m_offset, what.size(), what) == 0);
        text.replace(m_offset, what.size(), with);
        m_workspace.setContent(
            config::ConfigurationText::read(std::move(text), m_workspace.m_content.file()));
    }

    Workspace &m_workspace;
    std::optional<config::ConfigurationText> m_first;
    std::size_t m_offset = 0;
    std::string m_removed;
    std::string m_inserted;
};

Workspace::Workspace(QObject *parent)
    : QObject(parent)
    , m_content(config::ConfigurationText::read({}, {}))
    , m_base(m_content)
    , m_origin(m_content)
{
    connect(&m_undoStack, &QUndoStack::cleanChanged, this, &Workspace::pendingChangesChanged);
    connect(&m_undoStack, &QUndoStack::indexChanged, this, &Workspace::pendingChangesChanged);
}

Workspace::~Workspace()
{
    // The stack tells of its end while this object is half gone.
    m_undoStack.disconnect(this);
}

void Workspace::open(const std::string &text, const QString &file, const QString &revision)
{
    m_base = config::ConfigurationText::read(text, file.toStdString());
    m_content = m_base;
    m_baseRevision = revision;
    m_isOpen = true;
    m_undoStack.clear();
    setConflict(false);
    Q_EMIT baseChanged();
    Q_EMIT contentChanged();
    Q_EMIT pendingChangesChanged();
    Q_EMIT readOnlyChanged();
}

void Workspace::close()
{
    if (!m_isOpen)
        return;
    m_isOpen = false;
    m_readOnlyReason.clear();
    m_base = config::ConfigurationText::read({}, {});
    m_content = m_base;
    m_baseRevision.clear();
    m_undoStack.clear();
    setConflict(false);
    Q_EMIT baseChanged();
    Q_EMIT contentChanged();
    Q_EMIT pendingChangesChanged();
    Q_EMIT readOnlyChanged();
}

int Workspace::pendingChanges() const
{
    if (!isModified())
        return 0;
    const int clean = m_undoStack.cleanIndex();
    return clean < 0 ? std::max(1, m_undoStack.index())
                     : std::max(1, std::abs(m_undoStack.index() - clean));
}

void Workspace::setReadOnlyReason(const QString &reason)
{
    if (reason == m_readOnlyReason)
        return;
    m_readOnlyReason = reason;
    Q_EMIT readOnlyChanged();
}

Result<void> Workspace::perform(const QString &text, const std::vector<config::Edit> &edits)
{
    if (!m_isOpen)
        return failure(ErrorCode::InvalidInput, tr("No configuration is open.").toStdString());
    if (isReadOnly())
        return failure(ErrorCode::Permission, m_readOnlyReason.toStdString());
    Result<config::ConfigurationText> after = config::applyEdits(m_content, edits);
    if (!after)
        return tl::unexpected(after.error());
    if (after->text() == m_content.text())
        return {};
    m_undoStack.push(new TextCommand(*this, text, std::move(*after)));
    return {};
}

void Workspace::markApplied(const QString &revision)
{
    m_base = m_content;
    m_baseRevision = revision;
    m_undoStack.setClean();
    setConflict(false);
    Q_EMIT baseChanged();
    Q_EMIT pendingChangesChanged();
}

void Workspace::setBase(const std::string &text, const QString &revision)
{
    if (text == m_base.text()) {
        m_baseRevision = revision;
        return;
    }
    const bool follow = !isModified();
    if (!follow && !m_hasConflict)
        m_origin = m_base;
    m_base = config::ConfigurationText::read(text, m_base.file());
    m_baseRevision = revision;
    if (follow && m_content.text() != m_base.text())
        m_undoStack.push(new TextCommand(*this, tr("Change From Elsewhere"), m_base));
    if (!isModified())
        m_undoStack.setClean();
    else
        m_undoStack.resetClean();
    setConflict(isModified());
    Q_EMIT baseChanged();
    Q_EMIT pendingChangesChanged();
}

void Workspace::discardChanges()
{
    if (!isModified())
        return;
    m_undoStack.push(new TextCommand(*this, tr("Discard Changes"), m_base));
    m_undoStack.setClean();
    setConflict(false);
}

void Workspace::resolveConflict()
{
    setConflict(false);
}

void Workspace::setConflict(bool hasConflict)
{
    if (hasConflict == m_hasConflict)
        return;
    m_hasConflict = hasConflict;
    Q_EMIT conflictChanged();
}

void Workspace::setContent(config::ConfigurationText content)
{
    m_content = std::move(content);
    Q_EMIT contentChanged();
}

} // namespace wharfgate::gui

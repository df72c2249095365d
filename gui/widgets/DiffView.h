// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextEdit>

#include <string>

namespace wharfgate::gui {

/// Shows the difference of two texts: hunks with three lines around, signs and line numbers, added
/// and removed lines tinted. Read only; F7 and Shift+F7 go from hunk to hunk.
class DiffView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    /// Password hashes are shown as "(password hash)".
    void setTexts(const std::string &before, const std::string &after);
    int addedLines() const { return m_added; }
    int removedLines() const { return m_removed; }

private:
    int m_added = 0;
    int m_removed = 0;
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextEdit>

#include <string>
#include <vector>

class QTextCursor;

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

    QAction *nextAction() const { return m_next; }
    QAction *previousAction() const { return m_previous; }

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Sign
    {
        Same,
        Added,
        Removed,
        Heading
    };
    struct Line
    {
        Sign sign = Sign::Same;
        int oldNumber = 0; // 0: not in that text
        int newNumber = 0;
        QString text;
    };
    void collectLines(const std::string &before, const std::string &after);
    void addLine(Sign sign, std::size_t oldNumber, std::size_t newNumber, std::string_view text);
    void showLines();
    void insertLine(QTextCursor &cursor, const Line &line, int digits) const;
    void goToHunk(int direction);

    std::vector<Line> m_lines;
    bool m_showsReturns = false; // line breaks themselves differ
    int m_added = 0;
    int m_removed = 0;
    QAction *m_next = nullptr;
    QAction *m_previous = nullptr;
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/DiffView.h"

#include "gui/widgets/Redaction.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"
#include "shared/base/TextDiff.h"

#include <QAction>
#include <QEvent>
#include <QTextBlock>
#include <QTextCursor>

#include <algorithm>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kContext = 3;
// Beyond it nobody reads on, and laying out takes longer than a window may need to open.
constexpr std::size_t kMaxLines = 20'000;

QString padded(int number, int digits)
{
    return number > 0 ? QString::number(number).rightJustified(digits) : QString(digits, u' ');
}

} // namespace

DiffView::DiffView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setLineWrapMode(NoWrap);
    setFont(theme::fixedFont());
    setPlaceholderText(tr("There is no difference."));
    setAccessibleName(tr("Difference"));
    // The keyboard can go through the lines and select.
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_next = new QAction(theme::icon(u"next"_s), tr("Next Difference"), this);
    m_next->setObjectName(u"actionNextDifference"_s);
    m_next->setShortcut(Qt::Key_F7);
    m_next->setStatusTip(tr("Go to the next difference."));
    m_previous = new QAction(theme::icon(u"previous"_s), tr("Previous Difference"), this);
    m_previous->setObjectName(u"actionPreviousDifference"_s);
    m_previous->setShortcut(Qt::SHIFT | Qt::Key_F7);
    m_previous->setStatusTip(tr("Go to the previous difference."));
    for (QAction *action : {m_next, m_previous}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    connect(m_next, &QAction::triggered, this, [this] { goToHunk(1); });
    connect(m_previous, &QAction::triggered, this, [this] { goToHunk(-1); });
}

void DiffView::setTexts(const std::string &before, const std::string &after)
{
    m_lines.clear();
    m_added = 0;
    m_removed = 0;
    collectLines(before, after);
    showLines();
}

void DiffView::collectLines(const std::string &before, const std::string &after)
{
    const auto hasReturns = [](const std::string &text) {
        return text.find("\r\n") != std::string::npos;
    };
    m_showsReturns = hasReturns(before) != hasReturns(after);
    const std::vector<std::string_view> oldLines = text::splitLines(before);
    const std::vector<std::string_view> newLines = text::splitLines(after);
    const std::vector<text::Hunk> hunks = text::diffLines(before, after);
    std::size_t shownUntil = 0; // in the old text
    for (std::size_t i = 0; i < hunks.size(); ++i) {
        const text::Hunk &hunk = hunks[i];
        const std::size_t first =
            std::max(shownUntil, hunk.oldStart - std::min(hunk.oldStart, kContext));
        if (i == 0 || first > shownUntil)
            addLine(Sign::Heading, 0, first + 1, {});
        // Lines before a hunk are equal: their number in the new text follows from the distance.
        for (std::size_t line = first; line < hunk.oldStart; ++line)
            addLine(Sign::Same, line + 1, hunk.newStart - (hunk.oldStart - line) + 1,
                    oldLines[line]);
        for (std::size_t line = 0; line < hunk.oldLines; ++line)
            addLine(Sign::Removed, hunk.oldStart + line + 1, 0, oldLines[hunk.oldStart + line]);
        for (std::size_t line = 0; line < hunk.newLines; ++line)
            addLine(Sign::Added, 0, hunk.newStart + line + 1, newLines[hunk.newStart + line]);
        shownUntil = hunk.oldStart + hunk.oldLines;
        const std::size_t next = i + 1 < hunks.size() ? hunks[i + 1].oldStart : oldLines.size();
        const std::size_t last = std::min(shownUntil + kContext, next);
        for (std::size_t newNumber = hunk.newStart + hunk.newLines + 1; shownUntil < last;
             ++shownUntil, ++newNumber)
            addLine(Sign::Same, shownUntil + 1, newNumber, oldLines[shownUntil]);
        m_added += static_cast<int>(hunk.newLines);
        m_removed += static_cast<int>(hunk.oldLines);
    }
}

void DiffView::addLine(Sign sign, std::size_t oldNumber, std::size_t newNumber,
                       std::string_view text)
{
    const bool isBroken = text.ends_with('\n');
    if (isBroken)
        text.remove_suffix(1);
    const bool changed = sign == Sign::Added || sign == Sign::Removed;
    if (text.ends_with('\r') && !(changed && m_showsReturns))
        text.remove_suffix(1);
    QString shown = texts::shown(withoutPasswordHashes(text, tr("(password hash)").toStdString()));
    if (changed && !isBroken)
        shown += u"  "_s + tr("(no line break at the end)");
    m_lines.push_back(
        {sign, static_cast<int>(oldNumber), static_cast<int>(newNumber), std::move(shown)});
}

void DiffView::showLines()
{
    int highest = 1;
    for (const Line &line : m_lines)
        highest = std::max({highest, line.oldNumber, line.newNumber});
    const auto digits = static_cast<int>(QString::number(highest).size());
    clear();
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    const std::size_t count = std::min(m_lines.size(), kMaxLines);
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0)
            cursor.insertBlock();
        insertLine(cursor, m_lines[i], digits);
    }
    if (count < m_lines.size()) {
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat());
        cursor.insertText(
            tr("%n more lines are not shown.", "", static_cast<int>(m_lines.size() - count)));
    }
    cursor.endEditBlock();
    moveCursor(QTextCursor::Start);
}

void DiffView::insertLine(QTextCursor &cursor, const Line &line, int digits) const
{
    QTextBlockFormat block;
    QTextCharFormat numbers;
    QTextCharFormat words;
    numbers.setForeground(theme::color(theme::Role::MutedText, palette()));
    words.setForeground(palette().color(QPalette::Text));
    if (line.sign == Sign::Heading) {
        words.setForeground(theme::color(theme::Role::Accent, palette()));
        block.setTopMargin(cursor.atStart() ? 0 : theme::kGrid);
        cursor.setBlockFormat(block);
        cursor.insertText(tr("From line %1").arg(line.newNumber), words);
        return;
    }
    QString sign = u" "_s;
    if (line.sign != Sign::Same) {
        const bool added = line.sign == Sign::Added;
        sign = added ? u"+"_s : u"−"_s;
        const QColor tint = theme::color(
            added ? theme::Role::AddedBackground : theme::Role::RemovedBackground, palette());
        block.setBackground(tint);
        numbers.setForeground(palette().color(QPalette::Text));
    }
    cursor.setBlockFormat(block);
    cursor.insertText(
        padded(line.oldNumber, digits) + u' ' + padded(line.newNumber, digits) + u"  "_s, numbers);
    cursor.insertText(sign + u' ' + line.text, words);
}

void DiffView::goToHunk(int direction)
{
    const auto changed = [this](int line) {
        return line >= 0 && line < static_cast<int>(m_lines.size()) &&
               (m_lines[static_cast<std::size_t>(line)].sign == Sign::Added ||
                m_lines[static_cast<std::size_t>(line)].sign == Sign::Removed);
    };
    const int last = std::min(blockCount(), static_cast<int>(m_lines.size())) - 1;
    for (int line = textCursor().blockNumber() + direction; line >= 0 && line <= last;
         line += direction) {
        if (!changed(line) || changed(line - 1))
            continue;
        setTextCursor(QTextCursor(document()->findBlockByNumber(line)));
        centerCursor();
        return;
    }
}

void DiffView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_lines.empty())
        showLines();
}

} // namespace wharfgate::gui

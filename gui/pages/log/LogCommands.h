// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

class QAction;
class QWidget;

namespace wharfgate::gui {

/// The commands of the log page. Owned by the page; the page connects them.
struct LogCommands
{
    explicit LogCommands(QWidget &page);

    // The view.
    QAction *follow = nullptr;
    QAction *pause = nullptr;
    QAction *clearView = nullptr;
    QAction *clearFilter = nullptr;
    QAction *colorRules = nullptr;
    QAction *loadOlder = nullptr;
    QAction *details = nullptr;
    // Entries.
    QAction *previous = nullptr;
    QAction *next = nullptr;
    QAction *goToRule = nullptr;
    QAction *testRequest = nullptr;
    QAction *createRule = nullptr;
    QAction *goToUser = nullptr;
    QAction *blockAddress = nullptr;
    QAction *bookmark = nullptr;
    QAction *nextBookmark = nullptr;
    QAction *note = nullptr;
    QAction *copyText = nullptr;
    QAction *copyCsv = nullptr;
    QAction *copyJson = nullptr;
    // Cells.
    QAction *applyValue = nullptr;
    QAction *excludeValue = nullptr;
    QAction *prepareValue = nullptr;
    QAction *copyValue = nullptr;
    // Files.
    QAction *exportShown = nullptr;
    QAction *exportAll = nullptr;
    QAction *openFile = nullptr;
    QAction *closeFile = nullptr;

    /// The page's menu.
    QList<QAction *> menu() const;
    /// What a right click on an entry offers; null is a separator.
    QList<QAction *> entryMenu() const;
    /// Those that need an entry.
    QList<QAction *> forEntry() const;

private:
    QAction *make(QWidget &page, const QString &name, const QString &icon, const QString &text,
                  const QString &tip, const QKeySequence &shortcut = {}) const;
    void makeViewCommands(QWidget &page);
    void makeEntryCommands(QWidget &page);
    void makeCellCommands(QWidget &page);
    void makeFileCommands(QWidget &page);
};

} // namespace wharfgate::gui

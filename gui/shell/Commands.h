// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QObject>

class QAction;
class QActionGroup;
class QKeySequence;
class QUndoStack;

namespace wharfgate::gui {

/// The commands of the window itself; those of the pages are theirs. Only makes them: text,
/// shortcut, icon, tips; the main window connects them.
class Commands final : public QObject
{
    Q_OBJECT

public:
    Commands(QUndoStack &undoStack, QObject *parent);

    QAction *addPage(const QString &title, const QString &iconName);

    QAction *connections = nullptr;
    QAction *openFile = nullptr;
    QAction *closeConnection = nullptr;
    QAction *reloadBase = nullptr;
    QAction *review = nullptr;
    QAction *apply = nullptr;
    QAction *discard = nullptr;
    QAction *editText = nullptr;
    QAction *importFile = nullptr;
    QAction *exportFile = nullptr;
    QAction *quit = nullptr;

    QAction *undo = nullptr;
    QAction *redo = nullptr;
    QAction *find = nullptr;

    QAction *startService = nullptr;
    QAction *stopService = nullptr;
    QAction *restartService = nullptr;
    QAction *reloadService = nullptr;
    QAction *daemonLog = nullptr;
    QActionGroup *logLevels = nullptr;

    QList<QAction *> pageActions; ///< in the order of PageId; filled by addPage()
    QAction *collapsePages = nullptr;
    QAction *nextPage = nullptr;
    QAction *previousPage = nullptr;

    QAction *shortcuts = nullptr;
    QAction *documentation = nullptr;
    QAction *whatsThis = nullptr;
    QAction *about = nullptr;

private:
    QAction *make(const QString &name, const QString &text, const QString &iconName,
                  const QKeySequence &shortcut, const QString &tip);
    void makeFile();
    void makeService();
    void makeHelp();
};

} // namespace wharfgate::gui

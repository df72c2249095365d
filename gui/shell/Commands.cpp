// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/Commands.h"

#include "gui/widgets/Theme.h"

#include <QAction>
#include <QActionGroup>
#include <QUndoStack>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

Commands::Commands(QUndoStack &undoStack, QObject *parent)
    : QObject(parent)
{
    makeFile();
    undo = undoStack.createUndoAction(this, tr("Undo"));
    redo = undoStack.createRedoAction(this, tr("Redo"));
    undo->setObjectName(u"actionUndo"_s);
    undo->setShortcut(QKeySequence::Undo);
    undo->setIcon(theme::icon(u"undo"_s));
    undo->setStatusTip(tr("Take the last change of the working copy back"));
    redo->setObjectName(u"actionRedo"_s);
    redo->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
    redo->setIcon(theme::icon(u"redo"_s));
    redo->setStatusTip(tr("Do the change again that was taken back"));
    for (QAction *action : {undo, redo})
        action->setWhatsThis(action->statusTip());
    find = make(u"actionFind"_s, tr("&Find"), u"search"_s, QKeySequence::Find,
                tr("Go to the search field of the page"));
    makeService();
    collapsePages = make(u"actionCollapsePages"_s, tr("&Collapse Page List"), u"columns"_s,
                         QKeySequence(Qt::Key_F9), tr("Show the pages as icons only"));
    collapsePages->setCheckable(true);
    nextPage =
        make(u"actionNextPage"_s, tr("&Next Page"), {}, QKeySequence(Qt::CTRL | Qt::Key_PageDown),
             tr("Go to the next page of the list"));
    previousPage =
        make(u"actionPreviousPage"_s, tr("&Previous Page"), {},
             QKeySequence(Qt::CTRL | Qt::Key_PageUp), tr("Go to the previous page of the list"));
    makeHelp();
}

QAction *Commands::make(const QString &name, const QString &text, const QString &iconName,
                        const QKeySequence &shortcut, const QString &tip)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(shortcut);
    action->setStatusTip(tip);
    action->setWhatsThis(tip);
    if (!iconName.isEmpty())
        action->setIcon(theme::icon(iconName));
    return action;
}

QAction *Commands::addPage(const QString &title, const QString &iconName)
{
    const auto number = static_cast<int>(pageActions.size()) + 1;
    QAction *action = make(u"actionPage%1"_s.arg(number), title, iconName,
                           QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)),
                           tr("Go to the page %1").arg(title));
    pageActions.append(action);
    return action;
}

void Commands::makeFile()
{
    connections = make(u"actionConnections"_s, tr("&Connections…"), u"connection"_s,
                       QKeySequence::Open, tr("Choose the daemon or the file to work on"));
    openFile = make(u"actionOpenFile"_s, tr("Open &File…"), u"file"_s,
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
                    tr("Open a configuration file without a daemon"));
    closeConnection =
        make(u"actionClose"_s, tr("C&lose"), u"disconnect"_s, QKeySequence(Qt::CTRL | Qt::Key_W),
             tr("Close the connection or the file"));
    reloadBase =
        make(u"actionReload"_s, tr("Re&load Configuration"), u"refresh"_s, QKeySequence(Qt::Key_F5),
             tr("Read the configuration again from the daemon or the file"));
    review = make(u"actionReview"_s, tr("&Review Changes…"), u"review"_s,
                  QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
                  tr("See what is not applied yet: as text, in words, and its effect"));
    review->setIconText(tr("Review…"));
    apply = make(u"actionApply"_s, tr("&Apply Changes…"), u"apply"_s,
                 QKeySequence(Qt::CTRL | Qt::Key_Return),
                 tr("Review the changes and put them in force"));
    apply->setIconText(tr("Apply…"));
    discard = make(u"actionDiscard"_s, tr("&Discard Changes"), u"discard"_s, {},
                   tr("Go back to what is in force; can be undone"));
    discard->setIconText(tr("Discard"));
    editText = make(u"actionEditText"_s, tr("Edit as &Text…"), u"text"_s, QKeySequence(Qt::Key_F4),
                    tr("See and edit the whole configuration as text"));
    importFile =
        make(u"actionImport"_s, tr("&Import Configuration…"), u"import"_s, {},
             tr("Replace the working copy by a file; nothing is in force before you apply"));
    exportFile = make(u"actionExport"_s, tr("&Export Configuration…"), u"export"_s, {},
                      tr("Save the working copy to a file"));
    quit = make(u"actionQuit"_s, tr("&Quit"), {}, QKeySequence::Quit, tr("Close the console"));
}

void Commands::makeService()
{
    startService = make(u"actionStartService"_s, tr("&Start"), u"start"_s, {},
                        tr("Start the daemon with the start command of this connection"));
    stopService = make(u"actionStopService"_s, tr("S&top"), u"stop"_s, {},
                       tr("Stop the daemon: no client can log in, pull or push then"));
    restartService = make(u"actionRestartService"_s, tr("&Restart"), u"restart"_s, {},
                          tr("Check the configuration, then stop and start the daemon"));
    reloadService = make(u"actionReloadService"_s, tr("Re&load"), u"reload"_s,
                         QKeySequence(Qt::CTRL | Qt::Key_F5),
                         tr("Let the daemon read its files again; connections are kept"));
    daemonLog = make(u"actionDaemonLog"_s, tr("Daemon's &Own Log…"), u"log"_s, {},
                     tr("What the daemon said about itself: start, reloads, errors"));
    logLevels = new QActionGroup(this);
    const QList<QPair<QString, QString>> levels = {{u"error"_s, tr("&Error")},
                                                   {u"warning"_s, tr("&Warning")},
                                                   {u"info"_s, tr("&Info")},
                                                   {u"debug"_s, tr("&Debug")}};
    for (const auto &[level, text] : levels) {
        QAction *action = make(u"actionLogLevel_"_s + level, text, {}, {},
                               tr("How much the daemon logs, until it is restarted"));
        action->setCheckable(true);
        action->setData(level);
        logLevels->addAction(action);
    }
}

void Commands::makeHelp()
{
    shortcuts = make(u"actionShortcuts"_s, tr("&Keyboard Shortcuts…"), u"help"_s,
                     QKeySequence::HelpContents, tr("All commands with their shortcuts"));
    documentation = make(u"actionDocumentation"_s, tr("&Documentation…"), u"info"_s, {},
                         tr("Every setting, and how to install, migrate and find faults"));
    whatsThis =
        make(u"actionWhatsThis"_s, tr("&What Is This?"), {}, QKeySequence(Qt::SHIFT | Qt::Key_F1),
             tr("Click on something to have it explained"));
    about =
        make(u"actionAbout"_s, tr("&About Wharfgate"), u"info"_s, {}, tr("Versions and licence"));
}

} // namespace wharfgate::gui

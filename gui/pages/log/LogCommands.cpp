// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/LogCommands.h"

#include "gui/widgets/Theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(wharfgate::gui::LogCommands)
};

} // namespace

LogCommands::LogCommands(QWidget &page)
{
    makeViewCommands(page);
    makeEntryCommands(page);
    makeCellCommands(page);
    makeFileCommands(page);
}

QAction *LogCommands::make(QWidget &page, const QString &name, const QString &icon,
                           const QString &text, const QString &tip,
                           const QKeySequence &shortcut) const
{
    auto *action = new QAction(text, &page);
    action->setObjectName(name);
    if (!icon.isEmpty())
        action->setIcon(theme::icon(icon));
    action->setStatusTip(tip);
    action->setWhatsThis(tip);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    page.addAction(action);
    return action;
}

void LogCommands::makeViewCommands(QWidget &page)
{
    follow = make(page, u"actionFollow"_s, u"follow"_s, Tr::tr("Follow Newest Entry"),
                  Tr::tr("Keep the newest entry in view; ends when you scroll up or select."),
                  QKeySequence(Qt::CTRL | Qt::Key_L));
    follow->setIconText(Tr::tr("Follow"));
    follow->setCheckable(true);
    pause = make(page, u"actionPause"_s, u"pause"_s, Tr::tr("Pause"),
                 Tr::tr("Keep what arrives back until you resume; it is counted."),
                 QKeySequence(Qt::Key_Space));
    pause->setCheckable(true);
    // Space belongs to buttons and fields elsewhere.
    pause->setShortcutContext(Qt::WidgetShortcut);
    clearView = make(page, u"actionClearView"_s, u"clear"_s, Tr::tr("Clear View"),
                     Tr::tr("Take all entries off the list. The daemon and its files keep them."));
    clearFilter = make(page, u"actionClearFilter"_s, u"filter"_s, Tr::tr("Clear Filter"),
                       Tr::tr("Show all entries again."));
    colorRules = make(page, u"actionColorRules"_s, u"settings"_s, Tr::tr("Color Rules…"),
                      Tr::tr("Choose which entries are marked with a color and a word."));
    loadOlder = make(page, u"actionLoadOlder"_s, u"download"_s, Tr::tr("Load Older Entries"),
                     Tr::tr("Fetch earlier entries from the daemon's memory and its log files."),
                     QKeySequence(Qt::CTRL | Qt::Key_Home));
    details = make(page, u"actionLogDetails"_s, u"details"_s, Tr::tr("Show Details"),
                   Tr::tr("Show or hide the panel with the details of the entry."),
                   QKeySequence(Qt::CTRL | Qt::Key_I));
    details->setIconText(Tr::tr("Details"));
    details->setCheckable(true);
    details->setChecked(true);
}

void LogCommands::makeEntryCommands(QWidget &page)
{
    previous = make(page, u"actionPreviousEntry"_s, u"previous"_s, Tr::tr("Previous Entry"),
                    Tr::tr("Go to the entry above."), QKeySequence(Qt::ALT | Qt::Key_Up));
    next = make(page, u"actionNextEntry"_s, u"next"_s, Tr::tr("Next Entry"),
                Tr::tr("Go to the entry below."), QKeySequence(Qt::ALT | Qt::Key_Down));
    goToRule =
        make(page, u"actionGoToRule"_s, u"rules"_s, Tr::tr("Go to Rule"),
             Tr::tr("Show the access rule that decided."), QKeySequence(Qt::CTRL | Qt::Key_G));
    testRequest = make(page, u"actionTestEntry"_s, u"test"_s, Tr::tr("Test This Request"),
                       Tr::tr("Ask the rules of now, applied or not, about the same request."),
                       QKeySequence(Qt::CTRL | Qt::Key_T));
    createRule = make(page, u"actionCreateRule"_s, u"rule-add"_s, Tr::tr("Create Rule from Entry…"),
                      Tr::tr("Begin a rule that would grant what was refused. Nothing changes "
                             "before you add and apply it."),
                      QKeySequence(Qt::CTRL | Qt::Key_N));
    createRule->setIconText(Tr::tr("Create Rule…"));
    goToUser = make(page, u"actionGoToUser"_s, u"users"_s, Tr::tr("Go to User"),
                    Tr::tr("Show the user on the page Users."), QKeySequence(Qt::CTRL | Qt::Key_U));
    blockAddress = make(page, u"actionBlockAddress"_s, u"block"_s, Tr::tr("Block Address…"),
                        Tr::tr("Begin a rule at the top that grants nothing to this address. "
                               "Nothing changes before you add and apply it."));
    bookmark = make(page, u"actionBookmark"_s, u"bookmark"_s, Tr::tr("Bookmark"),
                    Tr::tr("Mark the entry so that you find it again."),
                    QKeySequence(Qt::CTRL | Qt::Key_B));
    bookmark->setCheckable(true);
    nextBookmark = make(page, u"actionNextBookmark"_s, {}, Tr::tr("Next Bookmark or Note"),
                        Tr::tr("Go to the next entry with a bookmark or a note."),
                        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B));
    note = make(page, u"actionNote"_s, u"note"_s, Tr::tr("Note…"),
                Tr::tr("Write a note about the entry. It stays on this computer."),
                QKeySequence(Qt::CTRL | Qt::Key_M));
    copyText = make(page, u"actionCopyText"_s, u"copy"_s, Tr::tr("Copy Row as Text"),
                    Tr::tr("Copy the selected entries as text with tabs."));
    copyCsv = make(page, u"actionCopyCsv"_s, {}, Tr::tr("Copy Row as CSV"),
                   Tr::tr("Copy the selected entries as comma-separated values."));
    copyJson = make(page, u"actionCopyJson"_s, {}, Tr::tr("Copy Row as JSON"),
                    Tr::tr("Copy the selected entries as the log's JSON lines."));
}

void LogCommands::makeCellCommands(QWidget &page)
{
    applyValue = make(page, u"actionApplyValue"_s, u"filter"_s, Tr::tr("Apply as Filter"),
                      Tr::tr("Show only entries with the value of this cell."));
    excludeValue = make(page, u"actionExcludeValue"_s, {}, Tr::tr("Exclude"),
                        Tr::tr("Hide entries with the value of this cell."));
    prepareValue = make(page, u"actionPrepareValue"_s, {}, Tr::tr("Prepare Filter"),
                        Tr::tr("Put the value of this cell into the filter without applying it."));
    copyValue = make(page, u"actionCopyValue"_s, {}, Tr::tr("Copy Value"),
                     Tr::tr("Copy the value of this cell."));
}

void LogCommands::makeFileCommands(QWidget &page)
{
    exportShown = make(page, u"actionExportShown"_s, u"export"_s, Tr::tr("Export Shown…"),
                       Tr::tr("Write the entries that match the filter to a file."));
    exportAll = make(page, u"actionExportAll"_s, {}, Tr::tr("Export All…"),
                     Tr::tr("Write all entries of the list to a file, whatever the filter."));
    openFile = make(page, u"actionOpenLogFile"_s, u"folder"_s, Tr::tr("Open Log File…"),
                    Tr::tr("Show a log file, also a rotated one, in place of the live log."));
    closeFile = make(page, u"actionCloseLogFile"_s, u"close"_s, Tr::tr("Close Log File"),
                     Tr::tr("Go back to the live log."));
    closeFile->setEnabled(false);
}

QList<QAction *> LogCommands::menu() const
{
    return {follow,      pause,        clearView,    clearFilter,  colorRules,   details,
            nullptr,     previous,     next,         goToRule,     testRequest,  createRule,
            goToUser,    blockAddress, nullptr,      bookmark,     nextBookmark, note,
            nullptr,     applyValue,   excludeValue, prepareValue, copyValue,    copyText,
            copyCsv,     copyJson,     nullptr,      loadOlder,    openFile,     closeFile,
            exportShown, exportAll};
}

QList<QAction *> LogCommands::entryMenu() const
{
    return {applyValue,  excludeValue, prepareValue, copyValue,    nullptr, goToRule,
            testRequest, createRule,   goToUser,     blockAddress, nullptr, bookmark,
            note,        nullptr,      copyText,     copyCsv,      copyJson};
}

QList<QAction *> LogCommands::forEntry() const
{
    return {goToRule, testRequest, createRule, goToUser,   blockAddress, bookmark,     note,
            copyText, copyCsv,     copyJson,   applyValue, excludeValue, prepareValue, copyValue};
}

} // namespace wharfgate::gui

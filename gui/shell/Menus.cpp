// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/Menus.h"

#include "gui/pages/Page.h"
#include "gui/shell/Commands.h"
#include "gui/shell/Pages.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

/// For the translator: the titles of the menus.
struct MenuTitles
{
    Q_DECLARE_TR_FUNCTIONS(MenuTitles)
};

void addAll(QMenu &menu, const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        if (action == nullptr)
            menu.addSeparator();
        else
            menu.addAction(action);
    }
}

} // namespace

void fillMenuBar(QMenuBar &bar, const Commands &commands, const Pages &pages)
{
    addAll(*bar.addMenu(MenuTitles::tr("&File")),
           {commands.connections, commands.openFile, nullptr, commands.review, commands.apply,
            commands.discard, commands.reloadBase, nullptr, commands.editText, commands.importFile,
            commands.exportFile, nullptr, commands.closeConnection, commands.quit});
    addAll(*bar.addMenu(MenuTitles::tr("&Edit")),
           {commands.undo, commands.redo, nullptr, commands.find});
    for (const Page *page : pages.all()) {
        const QList<QAction *> actions = page->commands();
        if (!actions.isEmpty())
            addAll(*bar.addMenu(page->title()), actions);
    }
    QMenu *service = bar.addMenu(MenuTitles::tr("Ser&vice"));
    addAll(*service, {commands.startService, commands.stopService, commands.restartService,
                      commands.reloadService, nullptr, commands.daemonLog});
    QMenu *levels = service->addMenu(MenuTitles::tr("Log &Level"));
    levels->addActions(commands.logLevels->actions());
    QMenu *view = bar.addMenu(MenuTitles::tr("Vie&w"));
    addAll(*view, commands.pageActions);
    addAll(*view,
           {nullptr, commands.nextPage, commands.previousPage, nullptr, commands.collapsePages});
    addAll(*bar.addMenu(MenuTitles::tr("&Help")), {commands.shortcuts, commands.documentation,
                                                   commands.whatsThis, nullptr, commands.about});
}

void fillToolBar(QToolBar &bar, const Commands &commands)
{
    bar.addAction(commands.undo);
    bar.addAction(commands.redo);
    bar.addSeparator();
    bar.addAction(commands.review);
    bar.addAction(commands.apply);
    bar.addSeparator();
    bar.addAction(commands.reloadBase);
    bar.addAction(commands.editText);
}

} // namespace wharfgate::gui

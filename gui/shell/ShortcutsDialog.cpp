// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/ShortcutsDialog.h"

#include "gui/widgets/SearchField.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

/// Without mnemonics and the dots that announce a dialog.
QString plain(QString text)
{
    text.remove(u'&');
    if (text.endsWith(u'…'))
        text.chop(1);
    return text;
}

void addCommands(QTreeWidgetItem *parent, const QList<QAction *> &actions)
{
    for (const QAction *action : actions) {
        if (action->isSeparator())
            continue;
        if (action->menu() != nullptr) {
            addCommands(parent, action->menu()->actions());
            continue;
        }
        QStringList keys;
        const QList<QKeySequence> shortcuts = action->shortcuts();
        for (const QKeySequence &key : shortcuts)
            keys.append(key.toString(QKeySequence::NativeText));
        new QTreeWidgetItem(parent,
                            {plain(action->text()), keys.join(u", "_s), action->statusTip()});
    }
}

void filter(const QTreeWidget &tree, const QString &text)
{
    for (int section = 0; section < tree.topLevelItemCount(); ++section) {
        QTreeWidgetItem *menu = tree.topLevelItem(section);
        bool any = false;
        for (int row = 0; row < menu->childCount(); ++row) {
            QTreeWidgetItem *command = menu->child(row);
            bool matches = text.isEmpty();
            for (int column = 0; column < 3; ++column)
                matches = matches || command->text(column).contains(text, Qt::CaseInsensitive);
            command->setHidden(!matches);
            any = any || matches;
        }
        menu->setHidden(!any);
    }
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QMenuBar &menus, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"shortcutsDialog"_s);
    setWindowTitle(tr("Keyboard Shortcuts"));
    setSizeGripEnabled(true);
    auto *layout = new QVBoxLayout(this);
    auto *search = new SearchField(this);
    search->setPlaceholderText(tr("Search commands"));
    search->setAccessibleName(tr("Search commands"));
    layout->addWidget(search);
    auto *tree = new QTreeWidget(this);
    tree->setObjectName(u"shortcutsTree"_s);
    tree->setAccessibleName(tr("Commands"));
    tree->setHeaderLabels({tr("Command"), tr("Shortcut"), tr("What It Does")});
    const QList<QAction *> topLevel = menus.actions();
    for (const QAction *action : topLevel) {
        if (action->menu() == nullptr)
            continue;
        auto *section = new QTreeWidgetItem(tree, {plain(action->text())});
        QFont bold = section->font(0);
        bold.setBold(true);
        section->setFont(0, bold);
        addCommands(section, action->menu()->actions());
    }
    tree->expandAll();
    tree->resizeColumnToContents(0);
    tree->resizeColumnToContents(1);
    layout->addWidget(tree, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(search, &SearchField::searchChanged, tree,
            [tree](const QString &text) { filter(*tree, text); });
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 38);
}

} // namespace wharfgate::gui

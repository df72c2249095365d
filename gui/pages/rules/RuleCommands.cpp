// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/RuleCommands.h"

#include "gui/models/RuleFilterModel.h"
#include "gui/models/RuleModel.h"
#include "gui/pages/rules/RuleTable.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Messages.h"
#include "gui/widgets/SearchField.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"
#include "shared/config/ConfigurationReader.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QMimeData>
#include <QSaveFile>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

RuleCommands::RuleCommands(Workspace &workspace, Messages &messages, RuleModel &rules,
                           RuleFilterModel &shown, RuleTable &table, QWidget *page)
    : QObject(page)
    , m_workspace(workspace)
    , m_messages(messages)
    , m_rules(rules)
    , m_shown(shown)
    , m_table(table)
    , m_page(page)
{
    m_table.removeAction(m_table.copyAction()); // ours copies rules, as text of the file
    addNewCommands();
    addClipboardCommands();
    addMoveCommands();
    addFileCommands();
    connect(&rules, &RuleModel::editRefused, this,
            [this](const QString &reason) { m_messages.showMessage(MessageKind::Error, reason); });
    connect(&shown, &RuleFilterModel::dropRefused, this, &RuleCommands::refuseMove);
    connect(&table, &RuleTable::dragRefused, this, &RuleCommands::refuseMove);
    connect(&table, &RuleTable::causeRequested, this, &RuleCommands::goToCause);
    connect(&workspace, &Workspace::contentChanged, this, &RuleCommands::updateEnabled);
    connect(&workspace, &Workspace::readOnlyChanged, this, &RuleCommands::updateEnabled);
    connect(table.selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RuleCommands::updateEnabled);
    updateEnabled();
}

QAction *RuleCommands::add(const QString &name, const QString &icon, const Texts &texts,
                           const QKeySequence &keys, Focus focus, std::function<void()> handler)
{
    auto *const action = new QAction(theme::icon(icon), texts.text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(focus == Focus::Table ? Qt::WidgetShortcut
                                                     : Qt::WidgetWithChildrenShortcut);
    action->setStatusTip(texts.tip);
    action->setWhatsThis(texts.tip);
    connect(action, &QAction::triggered, this, std::move(handler));
    m_actions << action;
    m_page->addAction(action);
    m_table.addAction(action);
    return action;
}

void RuleCommands::separate()
{
    auto *const line = new QAction(&m_table);
    line->setSeparator(true);
    m_table.addAction(line);
    m_actions << nullptr;
}

void RuleCommands::addNewCommands()
{
    m_add = add(u"actionAddRule"_s, u"rule-add"_s,
                {tr("New Rule…"), tr("Write a new rule; it is put where it takes effect.")},
                Qt::CTRL | Qt::Key_N, Focus::Page, [this] { Q_EMIT newRuleRequested(-1); });
    m_needWriting << m_add;
    m_needSelection << add(u"actionInsertRuleAbove"_s, u"rule-above"_s,
                           {tr("Insert Rule Above…"), tr("Write a new rule above the selection.")},
                           Qt::CTRL | Qt::SHIFT | Qt::Key_Up, Focus::Table,
                           [this] { Q_EMIT newRuleRequested(m_table.selectedRules().front()); });
    m_needSelection << add(u"actionInsertRuleBelow"_s, u"rule-below"_s,
                           {tr("Insert Rule Below…"), tr("Write a new rule below the selection.")},
                           Qt::CTRL | Qt::SHIFT | Qt::Key_Down, Focus::Table,
                           [this] { Q_EMIT newRuleRequested(rowBelowSelection()); });
    m_needSelection << add(u"actionDuplicateRule"_s, u"duplicate"_s,
                           {tr("Duplicate"), tr("Insert copies of the selected rules below them.")},
                           Qt::CTRL | Qt::Key_D, Focus::Table, [this] { duplicate(); });
    m_needRules << add(u"actionEditRule"_s, u"rename"_s,
                       {tr("Edit"), tr("Change the selected rule in the side panel.")}, Qt::Key_F2,
                       Focus::Table, [this] { Q_EMIT editRequested(); });
    m_needSelection << add(u"actionCommentRule"_s, u"comment"_s,
                           {tr("Edit Comment"), tr("Write why the selected rule exists.")},
                           Qt::CTRL | Qt::Key_M, Focus::Table, [this] { comment(); });
    m_toggle = add(u"actionToggleRule"_s, u"enable"_s,
                   {tr("Enable or Disable"),
                    tr("Put the selected rules in force, or keep them in the file as comments.")},
                   Qt::CTRL | Qt::Key_E, Focus::Table, [this] { toggle(); });
    m_needSelection << m_toggle;
    m_needSelection << add(u"actionDeleteRule"_s, u"delete"_s,
                           {tr("Delete"), tr("Delete the selected rules; Undo brings them back.")},
                           Qt::Key_Delete, Focus::Table, [this] {
                               const int count = static_cast<int>(m_table.selectedRules().size());
                               remove(count == 1 ? tr("Delete Rule")
                                                 : tr("Delete %n Rules", nullptr, count));
                           });
    separate();
}

void RuleCommands::addClipboardCommands()
{
    m_needSelection << add(u"actionCutRules"_s, u"cut"_s,
                           {tr("Cut"), tr("Move the selected rules to the clipboard, as text.")},
                           QKeySequence::Cut, Focus::Table, [this] {
                               copy();
                               const int count = static_cast<int>(m_table.selectedRules().size());
                               remove(count == 1 ? tr("Cut Rule")
                                                 : tr("Cut %n Rules", nullptr, count));
                           });
    m_needRules << add(u"actionCopyRules"_s, u"copy"_s,
                       {tr("Copy"), tr("Copy the selected rules to the clipboard, as text.")},
                       QKeySequence::Copy, Focus::Table, [this] { copy(); });
    m_needWriting << add(
        u"actionPasteRules"_s, u"paste"_s,
        {tr("Paste"), tr("Insert rules from the clipboard below the selection, or at the end.")},
        QKeySequence::Paste, Focus::Table, [this] { paste(); });
    separate();
}

void RuleCommands::addMoveCommands()
{
    m_needSelection << add(u"actionMoveRuleUp"_s, u"move-up"_s,
                           {tr("Move Up"), tr("Move the selected rules up by one.")},
                           Qt::ALT | Qt::Key_Up, Focus::Table, [this] { moveBy(-1); });
    m_needSelection << add(u"actionMoveRuleDown"_s, u"move-down"_s,
                           {tr("Move Down"), tr("Move the selected rules down by one.")},
                           Qt::ALT | Qt::Key_Down, Focus::Table, [this] { moveBy(1); });
    m_needSelection << add(u"actionMoveRuleToTop"_s, u"move-top"_s,
                           {tr("Move to Top"), tr("Make the selected rules the first ones.")},
                           Qt::ALT | Qt::Key_Home, Focus::Table, [this] { move(0); });
    m_needSelection << add(u"actionMoveRuleToBottom"_s, u"move-bottom"_s,
                           {tr("Move to Bottom"), tr("Make the selected rules the last ones.")},
                           Qt::ALT | Qt::Key_End, Focus::Table,
                           [this] { move(m_rules.ruleCount()); });
    m_needRules << add(u"actionGoToCause"_s, u"arrow-right"_s,
                       {tr("Go to Cause of Warning"),
                        tr("Select the rule that the selected rule's warning is about.")},
                       Qt::CTRL | Qt::Key_G, Focus::Table,
                       [this] { goToCause(m_table.selectedRules().front()); });
    m_showAll =
        add(u"actionShowRulesInOrder"_s, u"clear"_s,
            {tr("Show All in Order"), tr("Clear the search and the sorting, so that "
                                         "rules can be moved.")},
            Qt::CTRL | Qt::Key_0, Focus::Page, [this] {
                m_table.sortByColumn(-1, Qt::AscendingOrder);
                if (auto *const search = m_page->findChild<SearchField *>(u"ruleSearch"_s))
                    search->clear();
                if (auto *const unused = m_page->findChild<QAction *>(u"actionUnusedRules"_s))
                    unused->setChecked(false);
                m_messages.clearMessage();
            });
    separate();
}

void RuleCommands::addFileCommands()
{
    m_needWriting << add(
        u"actionImportRules"_s, u"import"_s,
        {tr("Import Rules…"),
         tr("Insert the rules of a YAML file below the selection, or at the end.")},
        Qt::CTRL | Qt::SHIFT | Qt::Key_I, Focus::Page, [this] { importRules(); });
    add(u"actionExportRules"_s, u"export"_s,
        {tr("Export All Rules…"), tr("Write all rules to a YAML file.")},
        Qt::CTRL | Qt::SHIFT | Qt::Key_E, Focus::Page, [this] {
            QList<int> all(m_rules.ruleCount());
            std::iota(all.begin(), all.end(), 0);
            exportRules(all);
        });
    m_needRules << add(
        u"actionExportSelectedRules"_s, u"export"_s,
        {tr("Export Selected Rules…"), tr("Write the selected rules to a YAML file.")},
        Qt::CTRL | Qt::ALT | Qt::Key_E, Focus::Page,
        [this] { exportRules(m_table.selectedRules()); });
}

QList<QAction *> RuleCommands::toolActions() const
{
    QList<QAction *> chosen;
    for (const char *const name :
         {"actionDuplicateRule", "actionDeleteRule", "", "actionMoveRuleUp", "actionMoveRuleDown",
          "actionMoveRuleToTop", "actionMoveRuleToBottom", "", "actionToggleRule"})
        chosen << (*name == '\0' ? nullptr : findChild<QAction *>(QString::fromLatin1(name)));
    return chosen;
}

void RuleCommands::updateEnabled()
{
    const bool canWrite =
        !m_workspace.isReadOnly() && m_workspace.content().configuration() != nullptr;
    const bool hasRules = !m_table.selectedRules().isEmpty();
    for (QAction *const action : m_needWriting)
        action->setEnabled(canWrite);
    for (QAction *const action : m_needSelection)
        action->setEnabled(canWrite && hasRules);
    for (QAction *const action : m_needRules)
        action->setEnabled(hasRules);
}

void RuleCommands::refuseMove()
{
    m_messages.showMessage(
        MessageKind::Information,
        m_shown.isFiltered()
            ? tr("Rules can be moved only while all of them are shown: clear the search first.")
            : tr("Rules can be moved only while they are shown in their order, not sorted."),
        m_showAll);
}

void RuleCommands::move(int before)
{
    if (!m_shown.isInOrder()) {
        refuseMove();
        return;
    }
    const QList<int> rows = m_table.selectedRules();
    const QModelIndex first = m_shown.mapFromSource(m_rules.index(rows.front(), 0));
    const QPersistentModelIndex stays = first;
    if (m_rules.moveRules(rows, before) && stays.isValid())
        m_table.scrollTo(stays);
}

void RuleCommands::moveBy(int step)
{
    const QList<int> rows = m_table.selectedRules();
    const int before = step < 0 ? rows.front() - 1 : rows.back() + 2;
    if (before >= 0 && before <= m_rules.ruleCount())
        move(before);
    else if (rows.back() - rows.front() != rows.size() - 1)
        move(step < 0 ? 0 : m_rules.ruleCount()); // gathers them at the end of the list
}

void RuleCommands::insert(int row, const std::vector<config::RuleEntry> &entries,
                          const QString &text)
{
    if (!m_rules.insertRules(row, entries, text))
        return;
    QList<int> rows(static_cast<qsizetype>(entries.size()));
    std::iota(rows.begin(), rows.end(), row);
    m_table.selectSourceRows(rows);
}

void RuleCommands::remove(const QString &text)
{
    const QList<int> rows = m_table.selectedRules();
    if (rows.isEmpty() || !m_rules.removeRules(rows, text))
        return;
    m_table.selectSourceRows({std::min(rows.front(), m_rules.ruleCount())});
}

void RuleCommands::toggle()
{
    const QList<int> rows = m_table.selectedRules();
    const bool allEnabled = std::all_of(rows.begin(), rows.end(),
                                        [&](int row) { return m_rules.entry(row).isEnabled; });
    m_rules.enableRules(rows, !allEnabled);
}

void RuleCommands::comment()
{
    const QModelIndex index =
        m_shown.mapFromSource(m_rules.index(m_table.selectedRules().front(), RuleModel::Comment));
    m_table.setColumnHidden(RuleModel::Comment, false);
    m_table.setCurrentIndex(index);
    m_table.edit(index);
}

void RuleCommands::duplicate()
{
    const QList<int> rows = m_table.selectedRules();
    insert(rowBelowSelection(), entries(rows),
           rows.size() == 1 ? tr("Duplicate Rule")
                            : tr("Duplicate %n Rules", nullptr, static_cast<int>(rows.size())));
}

void RuleCommands::copy()
{
    const QList<int> rows = m_table.selectedRules();
    if (!rows.isEmpty())
        QApplication::clipboard()->setText(
            QString::fromStdString(config::rulesToYaml(entries(rows))));
}

void RuleCommands::paste()
{
    const QString text = QApplication::clipboard()->text();
    if (text.trimmed().isEmpty()) {
        m_messages.showMessage(MessageKind::Information, tr("The clipboard holds no text."));
        return;
    }
    const auto found = config::rulesFromYaml(text.toStdString());
    if (!found) {
        m_messages.showMessage(MessageKind::Error,
                               tr("The clipboard holds no list of rules: %1")
                                   .arg(QString::fromStdString(found.error().detail)));
        return;
    }
    insert(rowBelowSelection(), *found,
           found->size() == 1 ? tr("Paste Rule")
                              : tr("Paste %n Rules", nullptr, static_cast<int>(found->size())));
}

void RuleCommands::importRules()
{
    const QString name = dialogs::openFileName(m_page, tr("Import Rules"),
                                               tr("YAML files (*.yml *.yaml);;All files (*)"));
    if (name.isEmpty())
        return;
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly) || file.size() > qint64(config::kMaxFileBytes)) {
        m_messages.showMessage(MessageKind::Error,
                               file.isOpen()
                                   ? tr("%1 is too large for a list of rules.").arg(name)
                                   : tr("%1 cannot be read: %2").arg(name, file.errorString()));
        return;
    }
    const auto found = config::rulesFromYaml(file.readAll().toStdString());
    if (!found) {
        const int line = found.error().position.line;
        const QString detail = QString::fromStdString(found.error().detail);
        m_messages.showMessage(MessageKind::Error,
                               line > 0
                                   ? tr("%1, line %2: %3").arg(name, QString::number(line), detail)
                                   : tr("%1: %2").arg(name, detail));
        return;
    }
    const int count = static_cast<int>(found->size());
    insert(rowBelowSelection(), *found,
           count == 1 ? tr("Import Rule") : tr("Import %n Rules", nullptr, count));
}

void RuleCommands::exportRules(const QList<int> &rows)
{
    const QString name = dialogs::saveFileName(m_page, tr("Export Rules"), u"rules.yml"_s,
                                               tr("YAML files (*.yml *.yaml);;All files (*)"));
    if (name.isEmpty())
        return;
    const QByteArray text =
        "acl:\n" + QByteArray::fromStdString(config::rulesToYaml(entries(rows)));
    QSaveFile file(name);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        m_messages.showMessage(
            MessageKind::Success,
            tr("%n rule(s) written to %1.", nullptr, static_cast<int>(rows.size())).arg(name));
    else
        m_messages.showMessage(MessageKind::Error,
                               tr("%1 cannot be written: %2").arg(name, file.errorString()));
}

void RuleCommands::goToCause(int row)
{
    const auto &warnings = m_rules.warnings(row);
    const auto found = std::find_if(warnings.begin(), warnings.end(),
                                    [](const RuleWarning &warning) { return warning.causeRow; });
    if (found != warnings.end())
        m_table.selectSourceRows({static_cast<int>(*found->causeRow)});
    else
        Q_EMIT editRequested();
}

int RuleCommands::rowBelowSelection() const
{
    const QList<int> rows = m_table.selectedRules();
    return rows.isEmpty() ? m_rules.ruleCount() : rows.back() + 1;
}

std::vector<config::RuleEntry> RuleCommands::entries(const QList<int> &rows) const
{
    std::vector<config::RuleEntry> entries;
    for (const int row : rows)
        entries.push_back(m_rules.entry(row));
    return entries;
}

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QAction;
class QWidget;

namespace wharfgate::config {
struct RuleEntry;
}

namespace wharfgate::gui {

class Messages;
class RuleFilterModel;
class RuleModel;
class RuleTable;
class Workspace;

/// The commands on the selected access rules.
class RuleCommands final : public QObject
{
    Q_OBJECT

public:
    RuleCommands(Workspace &workspace, Messages &messages, RuleModel &rules, RuleFilterModel &shown,
                 RuleTable &table, QWidget *page);

    /// In the order of the menu; null is a separator.
    const QList<QAction *> &actions() const { return m_actions; }
    QAction *addRule() const { return m_add; }
    /// Those of the tool bar.
    QList<QAction *> toolActions() const;
    void updateEnabled();
    /// Where the selected rule's first warning comes from.
    void goToCause(int row);
    /// Says why rules cannot be moved now.
    void refuseMove();

Q_SIGNALS:
    /// The card of a new rule, above this row; -1: where it takes effect.
    void newRuleRequested(int row);
    void editRequested();

private:
    enum class Focus
    {
        Table, ///< the keys mean other things in text fields
        Page
    };
    struct Texts
    {
        QString text;
        QString tip;
    };
    QAction *add(const QString &name, const QString &icon, const Texts &texts,
                 const QKeySequence &keys, Focus focus, std::function<void()> handler);
    void separate();
    void addNewCommands();
    void addClipboardCommands();
    void addMoveCommands();
    void addFileCommands();
    void move(int before);
    void moveBy(int step);
    void insert(int row, const std::vector<config::RuleEntry> &entries, const QString &text);
    void remove(const QString &text);
    void toggle();
    void comment();
    void duplicate();
    void copy();
    void paste();
    void importRules();
    void exportRules(const QList<int> &rows);
    int rowBelowSelection() const;
    std::vector<config::RuleEntry> entries(const QList<int> &rows) const;

    Workspace &m_workspace;
    Messages &m_messages;
    RuleModel &m_rules;
    RuleFilterModel &m_shown;
    RuleTable &m_table;
    QWidget *m_page = nullptr;
    QList<QAction *> m_actions;
    QList<QAction *> m_needSelection; // and a working copy that may be changed
    QList<QAction *> m_needWriting;
    QList<QAction *> m_needRules; // any selected ones
    QAction *m_add = nullptr;
    QAction *m_toggle = nullptr;
    QAction *m_showAll = nullptr;
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>

class QAction;

namespace wharfgate::gui {

class Page;
struct PageContext;
class UserModel;
class UserTable;

/// What can be done with users, as actions with keys and explanations.
class UserCommands final : public QObject
{
    Q_OBJECT

public:
    UserCommands(const PageContext &context, UserModel &users, UserTable &table, Page *page);

    /// In the order of the menu; null is a separator.
    const QList<QAction *> &actions() const { return m_actions; }
    QAction *addUser() const { return m_add; }
    QAction *setPassword() const { return m_setPassword; }
    QAction *showPermissions() const { return m_showPermissions; }
    QAction *showLog() const { return m_showLog; }
    /// Those of the tool bar.
    QList<QAction *> toolActions() const;
    void updateEnabled();

Q_SIGNALS:
    /// This user is to be seen: it was just added or renamed.
    void userStored(const QString &name);

private:
    enum class Focus
    {
        Table, ///< the keys mean other things in text fields
        Page
    };
    enum class Needs
    {
        Nothing,
        Users,   ///< that there are any
        Hashes,  ///< those of the users
        One,     ///< selected
        Writing, ///< a working copy that may be changed
        OneAndWriting,
        SomeAndWriting
    };
    struct Texts
    {
        QString text;
        QString tip;
    };
    struct Command
    {
        QAction *action = nullptr;
        Needs needs = Needs::Nothing;
        QString tip;
    };
    QAction *add(const QString &name, const QString &icon, const Texts &texts,
                 const QKeySequence &keys, Focus focus, Needs needs, std::function<void()> handler);
    void separate();
    void addEditing();
    void addWays();
    void addFiles();
    QString reasonAgainst(Needs needs) const;
    int selected() const;
    void openAdd(bool asCopy);
    void openSetPassword();
    void toggle();
    void openRename();
    void openDelete();
    void openLog();

    const PageContext &m_context;
    UserModel &m_users;
    UserTable &m_table;
    Page *m_page = nullptr;
    QList<QAction *> m_actions;
    QList<Command> m_commands;
    QAction *m_add = nullptr;
    QAction *m_setPassword = nullptr;
    QAction *m_showPermissions = nullptr;
    QAction *m_showLog = nullptr;
};

} // namespace wharfgate::gui

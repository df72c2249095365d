// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/Page.h"

class QLabel;
class QSplitter;

namespace wharfgate::gui {

class ActivityFeed;
class SearchField;
class UserCommands;
class UserFilterModel;
class UserModel;
class UserPanel;
class UserTable;

/// The accounts of the configuration.
class UsersPage final : public Page
{
    Q_OBJECT

public:
    explicit UsersPage(const PageContext &context, QWidget *parent = nullptr);

    QString title() const override;
    QString purpose() const override;
    QString iconName() const override;
    QList<QAction *> commands() const override;
    void focusSearch() override;
    void saveState(QSettings &settings) const override;
    void restoreState(const QSettings &settings) override;

    /// Selects the user, whatever is searched for; says so if there is none of this name.
    void showUser(const QString &name);
    void addUser();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildList();
    void connectParts();
    void search(const QString &text);
    void showSightings();
    void showSummary();

    PageContext m_context;
    UserModel *m_users = nullptr;
    UserFilterModel *m_shown = nullptr;
    ActivityFeed *m_activity = nullptr;
    UserTable *m_table = nullptr;
    UserCommands *m_commands = nullptr;
    SearchField *m_search = nullptr;
    QLabel *m_summary = nullptr;
    QSplitter *m_splitter = nullptr;
    UserPanel *m_panel = nullptr;
};

} // namespace wharfgate::gui

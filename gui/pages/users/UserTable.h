// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/TableView.h"

namespace wharfgate::gui {

class UserFilterModel;
class UserModel;

/// The table of users.
class UserTable final : public TableView
{
    Q_OBJECT

public:
    UserTable(UserModel &users, UserFilterModel &shown, QWidget *parent = nullptr);

    /// Rows of the model, ascending.
    QList<int> selectedUsers() const;
    /// Selects rows of the model and scrolls there; those that are filtered out are passed over.
    void selectUsers(const QList<int> &rows);

private:
    UserModel &m_users;
    UserFilterModel &m_shown;
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/users/UserTable.h"

#include "gui/models/UserFilterModel.h"
#include "gui/models/UserModel.h"
#include "gui/widgets/ChipDelegate.h"

#include <QHeaderView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

UserTable::UserTable(UserModel &users, UserFilterModel &shown, QWidget *parent)
    : TableView(parent)
    , m_users(users)
    , m_shown(shown)
{
    setObjectName(u"userTable"_s);
    setAccessibleName(tr("Users"));
    setModel(&shown);
    setItemDelegateForColumn(UserModel::Labels, new ChipDelegate(this));
    setFixedFontColumns({UserModel::Name});
    setDefaultColumns({20, 4, 22, 26, 17, 17, 20});
    setFixedColumn(UserModel::Name);
    setSortingEnabled(true);
    sortByColumn(UserModel::Name, Qt::AscendingOrder);
    setEditTriggers(NoEditTriggers);
}

QList<int> UserTable::selectedUsers() const
{
    QList<int> rows;
    for (const int row : selectedRows())
        rows << m_shown.mapToSource(m_shown.index(row, 0)).row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

void UserTable::selectUsers(const QList<int> &rows)
{
    QList<int> shown;
    for (const int row : rows) {
        const QModelIndex index = m_shown.mapFromSource(m_users.index(row, 0));
        if (index.isValid())
            shown << index.row();
    }
    std::sort(shown.begin(), shown.end());
    selectRows(shown);
    if (!shown.isEmpty())
        scrollTo(m_shown.index(shown.front(), 0));
}

} // namespace wharfgate::gui

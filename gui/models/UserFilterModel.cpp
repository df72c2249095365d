// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/UserFilterModel.h"

#include "gui/models/UserModel.h"

namespace wharfgate::gui {

UserFilterModel::UserFilterModel(UserModel &users, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_users(users)
{
    setSourceModel(&users);
    setSortRole(UserModel::kSortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setDynamicSortFilter(true);
}

void UserFilterModel::setQuery(const UserQuery &query)
{
    m_query = query;
    invalidateFilter();
}

bool UserFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    return m_query.matches(m_users.name(sourceRow), m_users.user(sourceRow));
}

} // namespace wharfgate::gui

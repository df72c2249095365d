// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/UserQuery.h"

#include <QSortFilterProxyModel>

namespace wharfgate::gui {

class UserModel;

/// Users that a search finds, sorted by any column.
class UserFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit UserFilterModel(UserModel &users, QObject *parent = nullptr);

    void setQuery(const UserQuery &query);
    bool isFiltered() const { return !m_query.isEmpty(); }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    UserModel &m_users;
    UserQuery m_query;
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/AccountSightings.h"
#include "shared/config/editing/ConfigurationText.h"
#include "shared/config/editing/Edit.h"

#include <QAbstractTableModel>

#include <optional>
#include <string>
#include <vector>

namespace wharfgate::gui {

class Workspace;

/// The users of the working copy in the order of their names, and when the daemon saw them last.
class UserModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Enabled,
        Password,
        Labels,
        LastSuccess,
        LastFailure,
        Source,
        ColumnCount
    };
    static constexpr int kSortRole = Qt::UserRole + 1;
    static constexpr int kNameRole = Qt::UserRole + 2; // QString, as it is

    explicit UserModel(Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    bool hasConfiguration() const { return m_hasConfiguration; }
    const std::string &name(int row) const { return *at(row).name; }
    const config::User &user(int row) const { return *at(row).user; }
    /// -1 if there is no such user.
    int rowOf(const std::string &name) const;
    /// Null if nothing was seen of it, or nothing is known.
    const AccountSightings::Seen *seen(int row) const;
    bool hasSightings() const { return m_sightings.has_value(); }

    /// None without a daemon. Stale ones are shown greyed.
    void setSightings(const std::optional<AccountSightings> &sightings, bool stale);

    /// One undo step; editRefused() and false if it is not possible.
    bool perform(const QString &text, const std::vector<config::Edit> &edits);
    bool lockUsers(const QList<int> &rows, bool lock);

Q_SIGNALS:
    void editRefused(const QString &reason);

private:
    /// Compared by what it says.
    struct Row
    {
        const std::string *name = nullptr;
        const config::User *user = nullptr;
        bool operator==(const Row &other) const
        {
            return *name == *other.name && user->passwordHash == other.user->passwordHash &&
                   user->labels == other.user->labels;
        }
    };
    const Row &at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    void handleContentChanged();
    void showSteps(const std::vector<Row> &after);
    QString displayed(int row, int column) const;
    QString seenText(int row, int column) const;
    QVariant sortKey(int row, int column) const;
    QString toolTip(int row, int column) const;
    QVariant color(int row, int column) const;

    Workspace &m_workspace;
    config::ConfigurationText m_content; // owns what m_rows point to
    std::vector<Row> m_rows;
    bool m_hasConfiguration = false;
    std::optional<AccountSightings> m_sightings;
    bool m_sightingsStale = false;
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/UserModel.h"

#include "gui/models/RowDifference.h"
#include "gui/models/UserFacts.h"
#include "gui/widgets/ChipDelegate.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

UserModel::UserModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
    , m_content(workspace.content())
{
    handleContentChanged();
    connect(&workspace, &Workspace::contentChanged, this, &UserModel::handleContentChanged);
    connect(&workspace, &Workspace::readOnlyChanged, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, Enabled), index(rowCount() - 1, Enabled));
    });
}

void UserModel::handleContentChanged()
{
    const config::ConfigurationText previous = m_content; // keeps the old rows alive until the end
    m_content = m_workspace.content();
    const bool hasConfiguration = m_workspace.isOpen() && m_content.configuration() != nullptr;
    std::vector<Row> after;
    if (hasConfiguration) {
        after.reserve(m_content.configuration()->users.size());
        for (const auto &[name, user] : m_content.configuration()->users)
            after.push_back({&name, &user});
    }
    if (hasConfiguration != m_hasConfiguration) {
        beginResetModel();
        m_hasConfiguration = hasConfiguration;
        m_rows = std::move(after);
        endResetModel();
        return;
    }
    showSteps(after);
    m_rows = std::move(after);
    if (rowCount() > 0) // lines move with what stands above them
        Q_EMIT dataChanged(index(0, Source), index(rowCount() - 1, Source));
}

void UserModel::showSteps(const std::vector<Row> &after)
{
    for (const RowStep &step : differenceOf(m_rows, after)) {
        const int last = step.first + step.count - 1;
        switch (step.kind) {
        case RowStep::Kind::Insert:
            beginInsertRows({}, step.first, last);
            applyStep(m_rows, step, after);
            endInsertRows();
            break;
        case RowStep::Kind::Remove:
            beginRemoveRows({}, step.first, last);
            applyStep(m_rows, step, after);
            endRemoveRows();
            break;
        case RowStep::Kind::Move:
            beginMoveRows({}, step.first, last, {}, step.to);
            applyStep(m_rows, step, after);
            endMoveRows();
            break;
        case RowStep::Kind::Change:
            applyStep(m_rows, step, after);
            Q_EMIT dataChanged(index(step.first, 0), index(last, ColumnCount - 1));
            break;
        }
    }
}

int UserModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int UserModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

Qt::ItemFlags UserModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (index.column() == Enabled && !m_workspace.isReadOnly())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool UserModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) && index.column() == Enabled &&
           role == Qt::CheckStateRole && lockUsers({index.row()}, value.toInt() != Qt::Checked);
}

int UserModel::rowOf(const std::string &name) const
{
    const auto found = std::lower_bound(
        m_rows.begin(), m_rows.end(), name,
        [](const Row &row, const std::string &wanted) { return *row.name < wanted; });
    return found != m_rows.end() && *found->name == name ? static_cast<int>(found - m_rows.begin())
                                                         : -1;
}

const AccountSightings::Seen *UserModel::seen(int row) const
{
    if (!m_sightings)
        return nullptr;
    const auto found = m_sightings->accounts.constFind(QString::fromStdString(name(row)));
    return found == m_sightings->accounts.constEnd() ? nullptr : &*found;
}

void UserModel::setSightings(const std::optional<AccountSightings> &sightings, bool stale)
{
    m_sightings = sightings;
    m_sightingsStale = stale;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, LastSuccess), index(rowCount() - 1, LastFailure));
}

bool UserModel::perform(const QString &text, const std::vector<config::Edit> &edits)
{
    const Result<void> result = m_workspace.perform(text, edits);
    if (!result)
        Q_EMIT editRefused(QString::fromStdString(result.error().detail));
    return result.has_value();
}

bool UserModel::lockUsers(const QList<int> &rows, bool lock)
{
    config::LockUsers edit;
    edit.lock = lock;
    for (const int row : rows) {
        if (users::isLocked(user(row)) != lock)
            edit.names.push_back(name(row));
    }
    if (edit.names.empty())
        return true;
    const int count = static_cast<int>(edit.names.size());
    const QString first = users::shownName(edit.names.front());
    const QString text =
        lock ? (count == 1 ? tr("Lock User %1").arg(first) : tr("Lock %n Users", nullptr, count))
             : (count == 1 ? tr("Unlock User %1").arg(first)
                           : tr("Unlock %n Users", nullptr, count));
    return perform(text, {edit});
}

QVariant UserModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool isTip = role == Qt::ToolTipRole;
    switch (section) {
    case Name:
        return isTip ? tr("What the user logs in with") : tr("Name");
    case Enabled:
        return isTip ? tr("Whether the user can log in, or is locked") : tr("On");
    case Password:
        return isTip ? tr("How the password is stored") : tr("Password");
    case Labels:
        return isTip ? tr("What rules look at besides the name") : tr("Labels");
    case LastSuccess:
        return isTip ? tr("When the user logged in last") : tr("Last Success");
    case LastFailure:
        return isTip ? tr("When a login failed last") : tr("Last Failure");
    default:
        return isTip ? tr("Where the user is written") : tr("Source");
    }
}

QVariant UserModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return displayed(row, column);
    case Qt::AccessibleTextRole:
        if (column == Enabled)
            return users::isLocked(user(row)) ? tr("Locked") : tr("Enabled");
        return displayed(row, column);
    case Qt::CheckStateRole:
        if (column == Enabled)
            return users::isLocked(user(row)) ? Qt::Unchecked : Qt::Checked;
        return {};
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
    case Qt::DecorationRole:
        return column == Password && users::isWeak(user(row))
                   ? QVariant(theme::icon(u"warning"_s, theme::Role::Warning))
                   : QVariant();
    case Qt::ForegroundRole:
        return color(row, column);
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case ChipDelegate::kChipsRole:
        return column == Labels ? QVariant(users::labelTexts(user(row).labels)) : QVariant();
    case kSortRole:
        return sortKey(row, column);
    case kNameRole:
        return QString::fromStdString(name(row));
    default:
        return {};
    }
}

QString UserModel::displayed(int row, int column) const
{
    switch (column) {
    case Name:
        return users::shownName(name(row));
    case Password:
        return users::passwordText(user(row));
    case Labels:
        return users::labelTexts(user(row).labels).join(u", ");
    case LastSuccess:
    case LastFailure:
        return seenText(row, column);
    case Source: {
        const QString file = QFileInfo(QString::fromStdString(m_content.file())).fileName();
        return tr("%1, line %2").arg(texts::shown(file), QString::number(user(row).position.line));
    }
    default:
        return {};
    }
}

QString UserModel::seenText(int row, int column) const
{
    if (!m_sightings)
        return {};
    const AccountSightings::Seen *const found = seen(row);
    const QDateTime time = found == nullptr        ? QDateTime()
                           : column == LastSuccess ? found->lastSuccess
                                                   : found->lastFailure;
    return time.isValid() ? texts::relativeTime(time, m_sightings->now) : u"–"_s;
}

QVariant UserModel::sortKey(int row, int column) const
{
    switch (column) {
    case Enabled:
        return users::isLocked(user(row)) ? 1 : 0;
    case LastSuccess:
    case LastFailure: {
        const AccountSightings::Seen *const found = seen(row);
        const QDateTime time = found == nullptr        ? QDateTime()
                               : column == LastSuccess ? found->lastSuccess
                                                       : found->lastFailure;
        return time.isValid() ? time.toMSecsSinceEpoch() : 0;
    }
    case Source:
        return user(row).position.line;
    default:
        return displayed(row, column);
    }
}

QString UserModel::toolTip(int row, int column) const
{
    if (column == Password)
        return users::weakness(user(row));
    if (column == Enabled)
        return users::isLocked(user(row)) ? tr("Locked: no password is accepted.")
                                          : tr("The user can log in.");
    if (column != LastSuccess && column != LastFailure)
        return {};
    if (!m_sightings)
        return tr("Logins are seen by a daemon; none is connected.");
    const AccountSightings::Seen *const found = seen(row);
    const QDateTime time = found == nullptr        ? QDateTime()
                           : column == LastSuccess ? found->lastSuccess
                                                   : found->lastFailure;
    if (!time.isValid())
        return tr("Not seen since %1.")
            .arg(QLocale().toString(m_sightings->since.toLocalTime(), QLocale::ShortFormat));
    const QString text = QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
    return found->lastAddress.isEmpty()
               ? text
               : tr("%1; last seen from %2").arg(text, texts::shown(found->lastAddress, 100));
}

QVariant UserModel::color(int row, int column) const
{
    const bool isTime = column == LastSuccess || column == LastFailure;
    if (users::isLocked(user(row)) || (isTime && m_sightingsStale))
        return theme::color(theme::Role::DisabledText, QGuiApplication::palette());
    if (isTime || column == Source)
        return theme::color(theme::Role::MutedText, QGuiApplication::palette());
    return {};
}

} // namespace wharfgate::gui

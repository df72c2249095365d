// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/RuleModel.h"

#include "gui/models/RowDifference.h"
#include "gui/workspace/Workspace.h"

#include <QDataStream>
#include <QIODevice>
#include <QMimeData>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

std::vector<std::size_t> toSizes(const QList<int> &rows)
{
    return {rows.begin(), rows.end()};
}

/// Tells this process from another console that rules are dragged to.
const QString &processMark()
{
    static const QString mark = QUuid::createUuid().toString();
    return mark;
}

QList<int> rowsOf(const QMimeData &data, const RuleModel *model)
{
    QByteArray bytes = data.data(QLatin1StringView(RuleModel::kRowsMimeType));
    QDataStream stream(&bytes, QIODevice::ReadOnly);
    QString mark;
    quint64 owner = 0;
    QList<int> rows;
    stream >> mark >> owner >> rows;
    const bool isOurs = stream.status() == QDataStream::Ok && mark == processMark() &&
                        owner == reinterpret_cast<quintptr>(model);
    return isOurs ? rows : QList<int>();
}

} // namespace

RuleModel::RuleModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
    , m_content(workspace.content())
{
    handleContentChanged();
    connect(&workspace, &Workspace::contentChanged, this, &RuleModel::handleContentChanged);
    connect(&workspace, &Workspace::baseChanged, this, &RuleModel::updateHits);
    connect(&workspace, &Workspace::readOnlyChanged, this, [this] {
        if (rowCount() > 0) // the check boxes
            Q_EMIT dataChanged(index(0, Enabled), index(rowCount() - 1, Comment));
    });
}

void RuleModel::handleContentChanged()
{
    const config::ConfigurationText previous = m_content; // keeps the old rows alive until the end
    m_content = m_workspace.content();
    m_warnings = warningsOf(m_content);
    m_hits.clear();
    m_markedRow = -1;
    const bool hasConfiguration = m_workspace.isOpen() && m_content.configuration() != nullptr;
    std::vector<Row> after;
    const std::vector<std::size_t> numbers = config::ruleNumbers(m_content.rules());
    for (std::size_t row = 0; row < numbers.size(); ++row)
        after.push_back({&m_content.rules()[row], static_cast<int>(numbers[row])});

    if (hasConfiguration != m_hasConfiguration) {
        beginResetModel();
        m_hasConfiguration = hasConfiguration;
        m_rows = std::move(after);
        endResetModel();
    } else {
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
        m_rows = std::move(after);
    }
    updateHits();
    if (rowCount() > 0) { // numbers and warnings follow their neighbours
        Q_EMIT dataChanged(index(0, Position), index(rowCount() - 1, Position));
        Q_EMIT dataChanged(index(0, Warnings), index(rowCount() - 1, Warnings));
    }
}

void RuleModel::updateHits()
{
    m_hits.clear();
    // Counters of other rules than those known as the base would be shown at the wrong rows.
    if (m_counters && m_counters->revision == m_workspace.baseRevision())
        m_hits = hitsOfRows(m_content.rules(), m_workspace.base().rules(), *m_counters);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Hits), index(rowCount() - 1, LastHit));
}

int RuleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_hasConfiguration ? 0 : ruleCount() + 1;
}

int RuleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

Qt::ItemFlags RuleModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between rows only
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (isImplicit(index.row()))
        return flags;
    flags |= Qt::ItemIsDragEnabled;
    if (!m_workspace.isReadOnly()) {
        if (index.column() == Enabled)
            flags |= Qt::ItemIsUserCheckable;
        if (index.column() == Comment)
            flags |= Qt::ItemIsEditable;
    }
    return flags;
}

bool RuleModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || isImplicit(index.row()))
        return false;
    if (index.column() == Enabled && role == Qt::CheckStateRole)
        return enableRules({index.row()}, value.toInt() == Qt::Checked);
    if (index.column() == Comment && role == Qt::EditRole) {
        config::RuleEntry changed = entry(index.row());
        changed.rule.comment = value.toString().trimmed().toStdString();
        return changed == entry(index.row()) ||
               replaceRule(index.row(), changed, tr("Comment Rule %1").arg(number(index.row())));
    }
    return false;
}

QStringList RuleModel::mimeTypes() const
{
    return {QString::fromLatin1(kRowsMimeType), u"text/plain"_s};
}

QMimeData *RuleModel::mimeData(const QModelIndexList &indexes) const
{
    QList<int> rows;
    for (const QModelIndex &index : indexes) {
        if (!isImplicit(index.row()))
            rows << index.row();
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (rows.isEmpty())
        return nullptr;
    std::vector<config::RuleEntry> entries;
    for (const int row : rows)
        entries.push_back(entry(row));
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << processMark() << quint64(reinterpret_cast<quintptr>(this)) << rows;
    auto data = std::make_unique<QMimeData>();
    data->setData(QString::fromLatin1(kRowsMimeType), bytes);
    data->setText(QString::fromStdString(config::rulesToYaml(entries)));
    return data.release(); // the caller's, as QAbstractItemModel says
}

Qt::DropActions RuleModel::supportedDropActions() const
{
    return Qt::MoveAction | Qt::CopyAction;
}

bool RuleModel::canDropMimeData(const QMimeData *data, Qt::DropAction action, int, int,
                                const QModelIndex &) const
{
    return data != nullptr && m_hasConfiguration && !m_workspace.isReadOnly() &&
           (action == Qt::MoveAction || action == Qt::CopyAction) &&
           (!rowsOf(*data, this).isEmpty() || data->hasText());
}

bool RuleModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                             const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    int before = row >= 0 ? row : parent.isValid() ? parent.row() : ruleCount();
    before = std::min(before, ruleCount());
    const QList<int> rows = rowsOf(*data, this);
    if (!rows.isEmpty() && action == Qt::MoveAction) {
        moveRules(rows, before);
        return false;
    }
    const auto entries = config::rulesFromYaml(data->text().toStdString());
    if (!entries) {
        Q_EMIT editRefused(tr("What was dropped is no list of rules: %1")
                               .arg(QString::fromStdString(entries.error().detail)));
        return false;
    }
    return insertRules(before, *entries,
                       entries->size() == 1
                           ? tr("Drop Rule")
                           : tr("Drop %n Rules", nullptr, static_cast<int>(entries->size())));
}

int RuleModel::number(int row) const
{
    if (row < ruleCount())
        return m_rows[static_cast<std::size_t>(row)].number;
    return m_rows.empty() ? 1 : m_rows.back().number + (m_rows.back().entry->isEnabled ? 1 : 0);
}

const std::vector<RuleWarning> &RuleModel::warnings(int row) const
{
    static const std::vector<RuleWarning> none;
    const auto found = m_warnings.find(static_cast<std::size_t>(row));
    return found == m_warnings.end() ? none : found->second;
}

int RuleModel::rowOfDecision(const std::optional<std::size_t> &rule) const
{
    const auto row = rule ? config::rowOfRuleIndex(m_content.rules(), *rule) : std::nullopt;
    return row ? static_cast<int>(*row) : ruleCount();
}

bool RuleModel::perform(const QString &text, const std::vector<config::Edit> &edits)
{
    const Result<void> result = m_workspace.perform(text, edits);
    if (!result)
        Q_EMIT editRefused(QString::fromStdString(result.error().detail));
    return result.has_value();
}

bool RuleModel::moveRules(const QList<int> &rows, int before)
{
    if (rows.isEmpty())
        return false;
    // Nothing to do where they stand already.
    const bool isRun = rows.back() - rows.front() == rows.size() - 1;
    if (isRun && before >= rows.front() && before <= rows.back() + 1)
        return true;
    return perform(rows.size() == 1 ? tr("Move Rule %1").arg(number(rows.front()))
                                    : tr("Move %n Rules", nullptr, static_cast<int>(rows.size())),
                   {config::MoveRules{toSizes(rows), static_cast<std::size_t>(before)}});
}

bool RuleModel::insertRules(int row, const std::vector<config::RuleEntry> &entries,
                            const QString &text)
{
    return !entries.empty() &&
           perform(text, {config::InsertRules{static_cast<std::size_t>(row), entries}});
}

bool RuleModel::removeRules(const QList<int> &rows, const QString &text)
{
    return !rows.isEmpty() && perform(text, {config::RemoveRules{toSizes(rows)}});
}

bool RuleModel::enableRules(const QList<int> &rows, bool enable)
{
    if (rows.isEmpty())
        return false;
    const int count = static_cast<int>(rows.size());
    const QString first = QString::number(number(rows.front()));
    const QString text = enable ? (count == 1 ? tr("Enable Rule %1").arg(first)
                                              : tr("Enable %n Rules", nullptr, count))
                                : (count == 1 ? tr("Disable Rule %1").arg(first)
                                              : tr("Disable %n Rules", nullptr, count));
    return perform(text, {config::EnableRules{toSizes(rows), enable}});
}

bool RuleModel::replaceRule(int row, const config::RuleEntry &entry, const QString &text)
{
    return perform(text, {config::ReplaceRule{static_cast<std::size_t>(row), entry}});
}

void RuleModel::setCounters(const std::optional<RuleCounters> &counters, bool stale)
{
    m_counters = counters;
    m_countersStale = stale;
    updateHits();
}

std::optional<RuleHits> RuleModel::hits(int row) const
{
    const auto index = static_cast<std::size_t>(row);
    return index < m_hits.size() ? m_hits[index] : std::nullopt;
}

bool RuleModel::isUnused(int row) const
{
    constexpr int kDays = 30;
    const auto found = hits(row);
    return found && m_counters &&
           (!found->last.isValid() || found->last.daysTo(m_counters->now) >= kDays);
}

void RuleModel::setMarkedRow(int row)
{
    if (row == m_markedRow)
        return;
    const int previous = m_markedRow;
    m_markedRow = row;
    for (const int changed : {previous, row}) {
        if (changed >= 0 && changed < rowCount())
            Q_EMIT dataChanged(index(changed, 0), index(changed, ColumnCount - 1));
    }
}

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/EventModel.h"

#include "gui/models/EventNotes.h"
#include "gui/widgets/BadgeDelegate.h"
#include "gui/widgets/ChipDelegate.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Verdict.h"

#include <QLocale>

#include <algorithm>

// The part of EventModel that says what its cells hold.

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

int EventModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return static_cast<int>(isFiltered() ? m_shown.size() : m_store.size());
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(EventColumn::Count);
}

const EventRow &EventModel::rowAt(int row) const
{
    return m_store.byOrdinal(ordinalAt(row));
}

bool EventModel::isEvent(int row) const
{
    return row >= 0 && row < rowCount() && rowAt(row).isEvent();
}

std::optional<events::AuthEvent> EventModel::eventAt(int row) const
{
    return isEvent(row) ? std::optional(m_store.unpack(rowAt(row))) : std::nullopt;
}

const events::AuthEvent &EventModel::unpackedAt(int row) const
{
    const std::int64_t ordinal = ordinalAt(row);
    if (!m_unpacked.isValid || m_unpacked.ordinal != ordinal)
        m_unpacked = {ordinal, true, m_store.unpack(rowAt(row))};
    return m_unpacked.event;
}

void EventModel::setColorRules(const std::vector<ColorRule> &rules)
{
    m_colors.clear();
    for (const ColorRule &rule : rules) {
        const auto filter = rule.isEnabled ? rule.compiled() : std::nullopt;
        if (filter)
            m_colors.push_back({rule.role, rule.mark, EventMatcher(*filter)});
    }
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

EventModel::CompiledColor *EventModel::colorOf(const EventRow &row) const
{
    const auto found = std::find_if(m_colors.begin(), m_colors.end(), [&](CompiledColor &color) {
        return color.matcher.matches(m_store, row);
    });
    return found == m_colors.end() ? nullptr : &*found;
}

void EventModel::setTimeFormat(TimeFormat format)
{
    m_timeFormat = format;
    if (format == TimeFormat::Relative)
        m_clock.start();
    else
        m_clock.stop();
    constexpr int kColumn = static_cast<int>(EventColumn::Time);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, kColumn), index(rowCount() - 1, kColumn));
    Q_EMIT headerDataChanged(Qt::Horizontal, kColumn, kColumn);
}

void EventModel::showNoteChange(const QString &requestId)
{
    // Only rows that are seen are asked for, so there is no need to find the one.
    constexpr int kColumn = static_cast<int>(EventColumn::Mark);
    if (rowCount() > 0 && !requestId.isEmpty())
        Q_EMIT dataChanged(index(0, kColumn), index(rowCount() - 1, kColumn));
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EventRow &row = rowAt(index.row());
    if (role == KindRole)
        return static_cast<int>(row.kind);
    const auto column = static_cast<EventColumn>(index.column());
    if (!row.isEvent())
        return markRowData(row, column, role);
    return eventData(index.row(), column, role);
}

QVariant EventModel::markRowData(const EventRow &row, EventColumn column, int role) const
{
    const QString text = QString::fromStdString(m_store.pool().text(row.reason));
    if (role == MarkTextRole || role == Qt::AccessibleTextRole)
        return text;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (column == EventColumn::Time)
        return eventcells::time(QDateTime::fromMSecsSinceEpoch(row.time), m_timeFormat,
                                QDateTime::currentDateTime());
    return column == EventColumn::User || role == Qt::ToolTipRole ? text : QVariant();
}

QVariant EventModel::markCellData(int row, int role) const
{
    const QString requestId = QString::fromStdString(unpackedAt(row).requestId);
    const CompiledColor *color = colorOf(rowAt(row));
    const QString mark = color == nullptr ? QString() : color->mark;
    if (role == Qt::DisplayRole || role == MarkTextRole)
        return mark;
    QStringList words;
    if (m_notes.isBookmarked(requestId))
        words.append(tr("Bookmarked"));
    if (const QString note = m_notes.note(requestId); !note.isEmpty())
        words.append(tr("Note: %1").arg(note));
    if (!mark.isEmpty())
        words.append(mark);
    return words.join(u", "_s);
}

QVariant EventModel::eventData(int row, EventColumn column, int role) const
{
    const events::AuthEvent &event = unpackedAt(row);
    switch (role) {
    case Qt::DisplayRole:
        if (column == EventColumn::Mark)
            return markCellData(row, role);
        return eventcells::cell(event, column, m_timeFormat, QDateTime::currentDateTime());
    case Qt::TextAlignmentRole:
        if (column == EventColumn::Duration)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::AccessibleTextRole:
        return column == EventColumn::Mark ? markCellData(row, role) : QVariant();
    case EventRole:
        return QVariant::fromValue(event);
    case ColorRole: {
        const CompiledColor *color = colorOf(rowAt(row));
        return color == nullptr ? QVariant() : static_cast<int>(color->role);
    }
    case BookmarkRole:
        return m_notes.isBookmarked(QString::fromStdString(event.requestId));
    case NoteRole:
        return m_notes.note(QString::fromStdString(event.requestId));
    case BadgeDelegate::kVerdictRole:
        return column == EventColumn::Result ? QVariant::fromValue(Verdict::of(event.result))
                                             : QVariant();
    case ChipDelegate::kChipsRole:
        if (column == EventColumn::Requested)
            return eventcells::requested(event);
        return column == EventColumn::Granted ? eventcells::granted(event) : QVariant();
    default:
        return {};
    }
}

QString EventModel::toolTip(int row, EventColumn column) const
{
    constexpr std::size_t kMostLines = 20;
    const events::AuthEvent &event = unpackedAt(row);
    switch (column) {
    case EventColumn::Mark:
        return markCellData(row, Qt::ToolTipRole).toString();
    case EventColumn::Time: {
        const QDateTime time = eventcells::timeOf(event);
        return tr("%1\nUTC: %2")
            .arg(QLocale().toString(time, QLocale::LongFormat),
                 time.toUTC().toString(Qt::ISODateWithMs));
    }
    case EventColumn::Resource:
    case EventColumn::Rule: {
        QStringList lines;
        for (std::size_t i = 0; i < std::min(event.scopes.size(), kMostLines); ++i) {
            const events::ScopeOutcome &scope = event.scopes[i];
            const QString rule =
                scope.rule ? tr("rule %1").arg(eventcells::ruleNumber(*scope.rule)) +
                                 (scope.ruleComment.empty()
                                      ? QString()
                                      : u" ("_s + texts::shown(scope.ruleComment, 200) + u')')
                           : tr("no rule");
            lines.append(eventcells::resource(scope) + u": "_s + rule);
        }
        return lines.join(u'\n');
    }
    case EventColumn::Result:
        return texts::shown(event.reason, 400);
    default:
        return eventcells::cell(event, column, m_timeFormat, QDateTime::currentDateTime());
    }
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto column = static_cast<EventColumn>(section);
    if (role == Qt::DisplayRole) {
        if (column == EventColumn::Time && m_timeFormat == TimeFormat::Utc)
            return tr("Time (UTC)");
        return eventcells::columnTitle(column);
    }
    if (role == Qt::ToolTipRole && column == EventColumn::Rule)
        return tr("The rules that decided, counted from 1 among the rules in force then.");
    if (role == Qt::TextAlignmentRole && column == EventColumn::Duration)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

Qt::ItemFlags EventModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace wharfgate::gui

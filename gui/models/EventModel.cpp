// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/EventModel.h"

#include "gui/models/EventNotes.h"

#include <QElapsedTimer>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace wharfgate::gui {

namespace {

constexpr auto kBatchInterval = 100ms;
constexpr auto kSliceTime = 12ms; // of a scan, before the event loop has its turn
constexpr int kRowsBetweenClocks = 256;

} // namespace

EventModel::EventModel(const EventNotes &notes, QObject *parent)
    : QAbstractTableModel(parent)
    , m_notes(notes)
    , m_matcher(events::EventFilter())
{
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(kBatchInterval);
    connect(&m_flushTimer, &QTimer::timeout, this, &EventModel::flush);
    connect(&m_scanTimer, &QTimer::timeout, this, &EventModel::continueScan);
    m_clock.setInterval(10s);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        constexpr int kColumn = static_cast<int>(EventColumn::Time);
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, kColumn), index(rowCount() - 1, kColumn),
                               {Qt::DisplayRole});
    });
}

EventModel::~EventModel() = default;

void EventModel::append(const events::AuthEvent &event)
{
    ++m_heldEvents;
    addPending(m_store.pack(event));
}

void EventModel::appendMark(EventRow::Kind kind, const QDateTime &time, const QString &text)
{
    addPending(m_store.packMark(kind, time.toMSecsSinceEpoch(), text.toStdString()));
}

void EventModel::addPending(const EventRow &row)
{
    m_pending.push_back(row);
    boundPending();
    if (!m_flushTimer.isActive())
        m_flushTimer.start();
}

void EventModel::boundPending()
{
    while (m_pending.size() > static_cast<std::size_t>(m_capacity)) {
        if (m_pending.front().isEvent()) {
            --m_heldEvents;
            ++m_heldLost;
        }
        m_store.release(m_pending.front());
        m_pending.pop_front();
    }
}

void EventModel::flush()
{
    m_flushTimer.stop();
    if (m_paused)
        Q_EMIT countsChanged(); // of what is held back
    if (m_paused || m_pending.empty())
        return;
    std::vector<EventRow> rows;
    rows.reserve(m_pending.size() + 1);
    if (m_heldLost > 0) {
        const QString text =
            tr("%Ln entries came while the view was paused and did not fit.", nullptr,
               static_cast<int>(std::min<std::int64_t>(m_heldLost, 1 << 30)));
        rows.push_back(
            m_store.packMark(EventRow::Kind::Gap, m_pending.front().time, text.toStdString()));
        m_heldLost = 0;
    }
    rows.insert(rows.end(), m_pending.begin(), m_pending.end());
    m_pending.clear();
    m_heldEvents = 0;
    appendRows(rows);
    keepWithinBytes();
    Q_EMIT countsChanged();
}

void EventModel::appendRows(const std::vector<EventRow> &rows)
{
    const auto capacity = static_cast<std::size_t>(m_capacity);
    const std::size_t skip = rows.size() > capacity ? rows.size() - capacity : 0;
    const std::size_t count = rows.size() - skip;
    if (m_store.size() + count > capacity)
        removeOldest(m_store.size() + count - capacity);
    for (std::size_t i = 0; i < skip; ++i)
        m_store.release(rows[i]);

    std::vector<std::int64_t> shown;
    if (isFiltered()) {
        std::int64_t ordinal = m_store.endOrdinal();
        for (std::size_t i = skip; i < rows.size(); ++i, ++ordinal) {
            // A mark says something about the entries before it: without any it is left out.
            const bool hasBefore = !m_shown.empty() || !shown.empty();
            if (rows[i].isEvent() ? m_matcher.matches(m_store, rows[i]) : hasBefore)
                shown.push_back(ordinal);
        }
    }
    const int first = rowCount();
    const auto added = static_cast<int>(isFiltered() ? shown.size() : count);
    if (added > 0)
        beginInsertRows({}, first, first + added - 1);
    for (std::size_t i = skip; i < rows.size(); ++i) {
        m_store.append(rows[i]);
        m_marks += rows[i].isEvent() ? 0 : 1;
    }
    for (const std::int64_t ordinal : shown) {
        m_shown.push_back(ordinal);
        m_shownMarks += m_store.byOrdinal(ordinal).isEvent() ? 0 : 1;
    }
    if (added > 0)
        endInsertRows();
}

void EventModel::removeOldest(std::size_t count)
{
    count = std::min(count, m_store.size());
    if (count == 0)
        return;
    const std::int64_t end = m_store.firstOrdinal() + static_cast<std::int64_t>(count);
    std::size_t removed = count;
    if (isFiltered()) {
        const auto isMark = [this](std::int64_t ordinal) {
            return !m_store.byOrdinal(ordinal).isEvent();
        };
        auto last = std::lower_bound(m_shown.begin(), m_shown.end(), end);
        while (last != m_shown.end() && isMark(*last))
            ++last;
        removed = static_cast<std::size_t>(last - m_shown.begin());
        m_shownMarks -= static_cast<int>(std::count_if(m_shown.begin(), last, isMark));
        m_scanEnd = std::max(m_scanEnd, end);
        std::erase_if(m_heldMarks, [end](std::int64_t ordinal) { return ordinal < end; });
    }
    m_dropping = true;
    if (removed > 0)
        beginRemoveRows({}, 0, static_cast<int>(removed) - 1);
    for (std::size_t i = 0; i < count; ++i)
        m_marks -= m_store.at(i).isEvent() ? 0 : 1;
    if (isFiltered())
        m_shown.erase(m_shown.begin(), m_shown.begin() + static_cast<std::ptrdiff_t>(removed));
    m_store.dropFirst(count);
    m_unpacked.isValid = false;
    if (removed > 0)
        endRemoveRows();
    m_dropping = false;
}

void EventModel::keepWithinBytes()
{
    const std::size_t limit =
        std::max<std::size_t>(static_cast<std::size_t>(m_capacity) * kBytesPerRow, 1 << 22);
    while (m_store.size() > 1 && m_store.bytes() > limit)
        removeOldest(std::max<std::size_t>(1, m_store.size() / 20));
}

std::size_t EventModel::prepend(const std::vector<events::AuthEvent> &events, const QString &mark)
{
    const auto capacity = static_cast<std::size_t>(m_capacity);
    const std::size_t markRows = mark.isEmpty() || events.empty() ? 0 : 1;
    if (m_store.size() + markRows >= capacity)
        return 0;
    const std::size_t count = std::min(events.size(), capacity - m_store.size() - markRows);
    const std::int64_t oldFirst = m_store.firstOrdinal();
    if (!isFiltered() && count + markRows > 0)
        beginInsertRows({}, 0, static_cast<int>(count + markRows) - 1);
    if (markRows > 0) {
        const std::int64_t time = m_store.size() > 0
                                      ? m_store.at(0).time
                                      : eventcells::timeOf(events.front()).toMSecsSinceEpoch();
        m_store.prepend(m_store.packMark(EventRow::Kind::Partial, time, mark.toStdString()));
        ++m_marks;
    }
    for (std::size_t i = 0; i < count; ++i)
        m_store.prepend(m_store.pack(events[i]));
    if (!isFiltered() && count + markRows > 0)
        endInsertRows();
    if (isFiltered() && !isScanning()) {
        m_scanEnd = oldFirst;
        continueScan();
    }
    Q_EMIT countsChanged();
    return count;
}

void EventModel::clear()
{
    beginResetModel();
    m_scanTimer.stop();
    for (const EventRow &row : m_pending)
        m_store.release(row);
    m_pending.clear();
    m_heldEvents = 0;
    m_heldLost = 0;
    m_store.clear();
    m_shown.clear();
    m_heldMarks.clear();
    m_marks = 0;
    m_shownMarks = 0;
    m_scanEnd = m_store.firstOrdinal();
    m_unpacked.isValid = false;
    endResetModel();
    Q_EMIT countsChanged();
}

void EventModel::setCapacity(int capacity)
{
    m_capacity = std::clamp(capacity, 100, kMaxCapacity);
    boundPending();
    if (m_store.size() > static_cast<std::size_t>(m_capacity))
        removeOldest(m_store.size() - static_cast<std::size_t>(m_capacity));
    Q_EMIT countsChanged();
}

void EventModel::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    flush(); // what came before belongs to what is shown
    m_paused = paused;
    flush();
    Q_EMIT countsChanged();
}

void EventModel::setFilter(const events::EventFilter &filter)
{
    beginResetModel();
    m_scanTimer.stop();
    m_matcher = EventMatcher(filter);
    m_shown.clear();
    m_heldMarks.clear();
    m_shownMarks = 0;
    if (isFiltered()) {
        m_scanEnd = m_store.endOrdinal();
        for (const std::int64_t ordinal : scanSlice())
            m_shown.push_front(ordinal);
    }
    endResetModel();
    if (isFiltered() && m_scanEnd > m_store.firstOrdinal())
        m_scanTimer.start(0);
    else
        finishScan();
    Q_EMIT countsChanged();
}

std::vector<std::int64_t> EventModel::scanSlice()
{
    std::vector<std::int64_t> found; // newest first
    QElapsedTimer clock;
    clock.start();
    for (int rows = 1; m_scanEnd > m_store.firstOrdinal(); ++rows) {
        if (rows % kRowsBetweenClocks == 0 &&
            std::chrono::milliseconds(clock.elapsed()) > kSliceTime)
            break;
        const EventRow &row = m_store.byOrdinal(--m_scanEnd);
        if (!row.isEvent()) {
            m_heldMarks.push_back(m_scanEnd);
        } else if (m_matcher.matches(m_store, row)) {
            found.insert(found.end(), m_heldMarks.begin(), m_heldMarks.end());
            m_shownMarks += static_cast<int>(m_heldMarks.size());
            m_heldMarks.clear();
            found.push_back(m_scanEnd);
        }
    }
    return found;
}

void EventModel::continueScan()
{
    const std::vector<std::int64_t> found = scanSlice();
    if (!found.empty()) {
        beginInsertRows({}, 0, static_cast<int>(found.size()) - 1);
        for (const std::int64_t ordinal : found)
            m_shown.push_front(ordinal);
        endInsertRows();
        Q_EMIT countsChanged();
    }
    if (m_scanEnd > m_store.firstOrdinal())
        m_scanTimer.start(0);
    else
        finishScan();
}

void EventModel::finishScan()
{
    m_scanTimer.stop();
    Q_EMIT scanFinished();
}

int EventModel::eventCount() const
{
    return static_cast<int>(m_store.size()) - m_marks;
}

int EventModel::shownEventCount() const
{
    return isFiltered() ? static_cast<int>(m_shown.size()) - m_shownMarks : eventCount();
}

std::int64_t EventModel::ordinalAt(int row) const
{
    const auto position = static_cast<std::size_t>(row);
    return isFiltered() ? m_shown[position] : m_store.firstOrdinal() + row;
}

int EventModel::rowOfOrdinal(std::int64_t ordinal) const
{
    if (ordinal < m_store.firstOrdinal() || ordinal >= m_store.endOrdinal())
        return -1;
    if (!isFiltered())
        return static_cast<int>(ordinal - m_store.firstOrdinal());
    const auto found = std::lower_bound(m_shown.begin(), m_shown.end(), ordinal);
    return found != m_shown.end() && *found == ordinal ? static_cast<int>(found - m_shown.begin())
                                                       : -1;
}

} // namespace wharfgate::gui

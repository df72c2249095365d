// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/ColorRule.h"
#include "gui/models/EventCells.h"
#include "gui/models/EventMatcher.h"
#include "gui/models/EventStore.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QTimer>

#include <deque>
#include <optional>
#include <vector>

namespace wharfgate::gui {

class EventNotes;

/// The log as a table: a bounded list that drops its oldest rows, filtered without a proxy. Rows
/// that arrive are shown in batches at most every 100 ms; a new filter is applied in slices, newest
/// rows first, so that a million rows never hold up the program.
class EventModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role
    {
        KindRole = Qt::UserRole + 1, ///< int of EventRow::Kind
        ColorRole,                   ///< int of theme::Role; invalid: none
        BookmarkRole,                ///< bool
        NoteRole,                    ///< QString
        MarkTextRole,                ///< the text of the colour rule's mark, or of a mark's row
        EventRole                    ///< events::AuthEvent
    };
    static constexpr int kDefaultCapacity = 200'000;
    static constexpr int kMaxCapacity = 1'000'000;
    /// Bytes for each row of the capacity; beyond them the oldest rows go early.
    static constexpr std::size_t kBytesPerRow = 300;

    explicit EventModel(const EventNotes &notes, QObject *parent = nullptr);
    ~EventModel() override;

    // What comes in.
    void append(const events::AuthEvent &event);
    void appendMark(EventRow::Kind kind, const QDateTime &time, const QString &text);
    /// Older events, newest first; `mark`, if any, goes between them and the rows so far. Returns
    /// how many found room.
    std::size_t prepend(const std::vector<events::AuthEvent> &events, const QString &mark = {});
    /// Shows at once what waits for its batch; not while paused.
    void flush();
    void clear();

    int capacity() const { return m_capacity; }
    void setCapacity(int capacity);
    /// Paused: what arrives is kept and counted, but not shown.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    int heldBack() const { return m_heldEvents; }

    // What is shown.
    void setFilter(const events::EventFilter &filter);
    const events::EventFilter &filter() const { return m_matcher.filter(); }
    bool isFiltered() const { return !filter().isEmpty(); }
    bool isScanning() const { return m_scanTimer.isActive(); }
    void setColorRules(const std::vector<ColorRule> &rules);
    void setTimeFormat(TimeFormat format);
    TimeFormat timeFormat() const { return m_timeFormat; }
    void showNoteChange(const QString &requestId);

    int eventCount() const;
    int shownEventCount() const;
    bool isEvent(int row) const;
    /// None for a mark or outside.
    std::optional<events::AuthEvent> eventAt(int row) const;
    std::int64_t ordinalAt(int row) const;
    /// -1 if it is not shown.
    int rowOfOrdinal(std::int64_t ordinal) const;
    /// The oldest rows are going right now: what follows is not the user's doing.
    bool isDroppingOldest() const { return m_dropping; }
    const EventStore &store() const { return m_store; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// Numbers of entries, shown or held back, changed.
    void countsChanged();
    void scanFinished();

private:
    struct CompiledColor
    {
        theme::Role role;
        QString mark;
        EventMatcher matcher;
    };

    void addPending(const EventRow &row);
    void boundPending();
    void appendRows(const std::vector<EventRow> &rows);
    void removeOldest(std::size_t count);
    void keepWithinBytes();
    std::vector<std::int64_t> scanSlice();
    void continueScan();
    void finishScan();
    const EventRow &rowAt(int row) const;
    const events::AuthEvent &unpackedAt(int row) const;
    CompiledColor *colorOf(const EventRow &row) const;
    QVariant eventData(int row, EventColumn column, int role) const;
    QVariant markCellData(int row, int role) const;
    QVariant markRowData(const EventRow &row, EventColumn column, int role) const;
    QString toolTip(int row, EventColumn column) const;

    const EventNotes &m_notes;
    EventStore m_store;
    int m_capacity = kDefaultCapacity;
    int m_marks = 0; // rows of the store that are no events

    std::deque<EventRow> m_pending; // arrived, not yet shown; owned by the store's pool
    int m_heldEvents = 0;
    std::int64_t m_heldLost = 0; // did not fit while paused
    bool m_paused = false;
    bool m_dropping = false;
    QTimer m_flushTimer;

    EventMatcher m_matcher;
    std::deque<std::int64_t> m_shown; // ordinals, if filtered
    int m_shownMarks = 0;
    std::vector<std::int64_t> m_heldMarks; // found by the scan, no older match yet; newest first
    std::int64_t m_scanEnd = 0;            // what lies before is not looked at yet
    QTimer m_scanTimer;

    mutable std::vector<CompiledColor> m_colors; // matchers remember answers
    TimeFormat m_timeFormat = TimeFormat::Local;
    QTimer m_clock; // for relative times

    struct Unpacked
    {
        std::int64_t ordinal = -1;
        bool isValid = false;
        events::AuthEvent event;
    };
    mutable Unpacked m_unpacked; // the row that was asked for last
};

} // namespace wharfgate::gui

Q_DECLARE_METATYPE(wharfgate::events::AuthEvent)

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/EventModel.h"

#include <QObject>
#include <QPointer>
#include <QSaveFile>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <memory>

namespace wharfgate::gui {

/// Writes the entries of a log to a file, a slice at a time, so that a million of them do not hold
/// up the program. The file appears only when it is complete.
class EventExport final : public QObject
{
    Q_OBJECT

public:
    enum class Rows
    {
        Shown, ///< that match the filter
        All
    };
    enum class Format
    {
        Csv,
        JsonLines
    };

    EventExport(EventModel &model, Rows rows, Format format, QObject *parent = nullptr);

    /// By the name: ".csv" is CSV, anything else JSON lines.
    static Format formatOf(const QString &file);
    void start(const QString &file);
    void cancel();

Q_SIGNALS:
    void progressed(int percent);
    /// An empty `problem`: `count` entries were written.
    void finished(qint64 count, const QString &problem);

private:
    void writeSlice();
    QByteArray lineOf(const EventRow &row) const;
    void finish(const QString &problem);

    QPointer<EventModel> m_model;
    Rows m_rows;
    Format m_format;
    std::unique_ptr<QSaveFile> m_file;
    QTimer m_timer;
    std::int64_t m_first = 0;
    std::int64_t m_next = 0;
    std::int64_t m_end = 0;
    qint64 m_count = 0;
};

} // namespace wharfgate::gui

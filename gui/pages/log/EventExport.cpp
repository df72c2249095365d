// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/EventExport.h"

#include "gui/models/EventCells.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

constexpr qint64 kSliceMilliseconds = 15;

} // namespace

EventExport::EventExport(EventModel &model, Rows rows, Format format, QObject *parent)
    : QObject(parent)
    , m_model(&model)
    , m_rows(rows)
    , m_format(format)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &EventExport::writeSlice);
}

EventExport::Format EventExport::formatOf(const QString &file)
{
    return file.endsWith(u".csv"_s, Qt::CaseInsensitive) ? Format::Csv : Format::JsonLines;
}

void EventExport::start(const QString &file)
{
    m_file = std::make_unique<QSaveFile>(file);
    if (!m_file->open(QIODevice::WriteOnly))
        return finish(tr("%1 cannot be written: %2").arg(file, m_file->errorString()));
    m_first = m_model->store().firstOrdinal();
    m_next = m_first;
    m_end = m_model->store().endOrdinal(); // what arrives meanwhile is not part of it
    if (m_format == Format::Csv)
        m_file->write(eventcells::csvHeader().toUtf8());
    m_timer.start();
}

void EventExport::cancel()
{
    finish(tr("The export was cancelled; nothing was written."));
}

QByteArray EventExport::lineOf(const EventRow &row) const
{
    const events::AuthEvent event = m_model->store().unpack(row);
    if (m_format == Format::Csv)
        return eventcells::csvRow(event).toUtf8();
    return QByteArray::fromStdString(events::toJson(event)) + '\n';
}

void EventExport::writeSlice()
{
    if (!m_model)
        return finish(tr("The log was closed; nothing was written."));
    QElapsedTimer clock;
    clock.start();
    const EventStore &store = m_model->store();
    while (m_next < m_end && clock.elapsed() < kSliceMilliseconds) {
        // The oldest may have gone meanwhile.
        m_next = std::max(m_next, store.firstOrdinal());
        if (m_next >= std::min(m_end, store.endOrdinal())) {
            m_next = m_end;
            break;
        }
        const std::int64_t ordinal = m_next++;
        const EventRow &row = store.byOrdinal(ordinal);
        if (!row.isEvent() || (m_rows == Rows::Shown && m_model->rowOfOrdinal(ordinal) < 0))
            continue;
        m_file->write(lineOf(row));
        ++m_count;
    }
    if (m_next < m_end) {
        Q_EMIT progressed(static_cast<int>((m_next - m_first) * 100 / (m_end - m_first)));
        return;
    }
    const bool written = m_file->commit();
    finish(written ? QString()
                   : tr("%1 cannot be written: %2").arg(m_file->fileName(), m_file->errorString()));
}

void EventExport::finish(const QString &problem)
{
    m_timer.stop();
    if (!problem.isEmpty() && m_file)
        m_file->cancelWriting();
    m_file.reset();
    Q_EMIT finished(m_count, problem);
}

} // namespace wharfgate::gui

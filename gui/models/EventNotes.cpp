// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/EventNotes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

constexpr int kNoteLength = 2000;

} // namespace

EventNotes::EventNotes(QObject *parent)
    : QObject(parent)
{}

bool EventNotes::isBookmarked(const QString &requestId) const
{
    return m_entries.value(requestId).bookmarked;
}

QString EventNotes::note(const QString &requestId) const
{
    return m_entries.value(requestId).note;
}

void EventNotes::setBookmarked(const QString &requestId, bool bookmarked)
{
    Entry entry = m_entries.value(requestId);
    if (entry.bookmarked == bookmarked)
        return;
    entry.bookmarked = bookmarked;
    put(requestId, entry);
    Q_EMIT changed(requestId);
}

void EventNotes::setNote(const QString &requestId, const QString &note)
{
    Entry entry = m_entries.value(requestId);
    const QString text = note.trimmed().left(kNoteLength);
    if (entry.note == text)
        return;
    entry.note = text;
    put(requestId, entry);
    Q_EMIT changed(requestId);
}

void EventNotes::put(const QString &requestId, Entry entry)
{
    m_order.removeOne(requestId);
    if (requestId.isEmpty() || (!entry.bookmarked && entry.note.isEmpty())) {
        m_entries.remove(requestId);
        return;
    }
    m_entries.insert(requestId, std::move(entry));
    m_order.append(requestId);
    while (m_order.size() > kLimit) {
        const QString oldest = m_order.takeFirst();
        m_entries.remove(oldest);
        Q_EMIT changed(oldest);
    }
}

void EventNotes::save(QSettings &settings, const QString &key) const
{
    QJsonArray list;
    for (const QString &requestId : m_order) {
        const Entry entry = m_entries.value(requestId);
        list.append(QJsonObject{{u"request"_s, requestId},
                                {u"bookmarked"_s, entry.bookmarked},
                                {u"note"_s, entry.note}});
    }
    settings.setValue(key, QJsonDocument(list).toJson(QJsonDocument::Compact));
}

void EventNotes::restore(const QSettings &settings, const QString &key)
{
    const QJsonArray list = QJsonDocument::fromJson(settings.value(key).toByteArray()).array();
    for (const QJsonValue &value : list) {
        const QJsonObject object = value.toObject();
        const QString requestId = object.value(u"request"_s).toString();
        put(requestId, {object.value(u"bookmarked"_s).toBool(),
                        object.value(u"note"_s).toString().left(kNoteLength)});
        Q_EMIT changed(requestId);
    }
}

} // namespace wharfgate::gui

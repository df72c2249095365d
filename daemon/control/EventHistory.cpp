// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/EventHistory.h"

#include "daemon/control/EventItem.h"

#include <QJsonArray>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kChunk = 1000;                // events taken from the ring at once
constexpr qsizetype kMaxBytes = qsizetype{4} << 20; // of a page, about

QJsonObject pageOf(const QJsonArray &items, const QString &cursor, std::size_t scanned)
{
    const bool more = !cursor.isEmpty();
    return {{u"items"_s, items},
            {u"cursor"_s, more ? QJsonValue(cursor) : QJsonValue(QJsonValue::Null)},
            {u"more"_s, more},
            {u"scanned"_s, static_cast<qint64>(scanned)}};
}

} // namespace

Reply EventHistory::fromRing(const journal::EventRing &ring, const QString &instance,
                             const Query &query, std::uint64_t before)
{
    QJsonArray items;
    qsizetype bytes = 0;
    std::size_t scanned = 0;
    for (;;) {
        const auto entries = ring.before(before, kChunk);
        if (entries.empty())
            return pageOf(items, {}, scanned);
        for (const journal::EventRing::Entry &entry : entries) {
            before = entry.sequence;
            ++scanned;
            if (!query.filter.matches(*entry.event))
                continue;
            const EventItem item = EventItem::of(*entry.event, entry.sequence);
            items.append(item.json);
            bytes += item.bytes;
            if (static_cast<std::size_t>(items.size()) < query.limit && bytes < kMaxBytes)
                continue;
            const bool more = before > ring.bounds().first;
            return pageOf(items, more ? ringCursor(before, instance) : QString(), scanned);
        }
    }
}

Reply EventHistory::fromFiles(const std::string &file, const Query &query,
                              std::optional<journal::JournalCursor> before)
{
    const auto page = journal::JournalReader(file).read(query.filter, before, query.limit);
    if (!page)
        return tl::unexpected(CallError{
            ErrorCode::Io,
            QString::fromStdString("The journal cannot be read: " + page.error().detail + '.'),
            {{u"file"_s, QString::fromStdString(file)}}});
    QJsonArray items;
    for (const events::AuthEvent &event : page->events)
        items.append(EventItem::of(event, std::nullopt).json);
    return pageOf(items, page->next ? QString::fromStdString(page->next->toString()) : QString(),
                  page->scanned);
}

QString ringCursor(std::uint64_t sequence, const QString &instance)
{
    return u"r-%1-%2"_s.arg(QString::number(sequence), instance);
}

std::optional<RingCursor> RingCursor::parse(const QString &text)
{
    const qsizetype dash = text.indexOf(u'-', 2);
    bool isNumber = false;
    const std::uint64_t sequence =
        QStringView(text).mid(2, dash < 0 ? 0 : dash - 2).toULongLong(&isNumber);
    if (!text.startsWith(u"r-") || !isNumber)
        return std::nullopt;
    return RingCursor{sequence, text.mid(dash + 1)};
}

} // namespace wharfgate::control

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/LogFeed.h"

#include "gui/client/Session.h"
#include "gui/widgets/Texts.h"
#include "shared/events/AuthEventReader.h"

#include <QElapsedTimer>

#include <algorithm>
#include <chrono>
#include <unordered_set>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

constexpr int kFirstPage = 500;
constexpr int kOlderPage = 1000;
constexpr qint64 kSliceMilliseconds = 8;
constexpr int kShownRevision = 12; // digits

QDateTime timeOf(const QJsonObject &params)
{
    const QDateTime time =
        QDateTime::fromString(params.value("time"_L1).toString(), Qt::ISODateWithMs);
    return time.isValid() ? time : QDateTime::currentDateTime();
}

/// 0 if there is none, as in files.
std::uint64_t sequenceOf(const QJsonObject &item)
{
    return static_cast<std::uint64_t>(item.value("sequence"_L1).toDouble());
}

bool isCursor(const QJsonValue &value)
{
    return !value.isUndefined() && !value.isNull();
}

} // namespace

LogFeed::LogFeed(Session &session, EventModel &model, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_model(model)
{
    m_readTimer.setInterval(0);
    connect(&m_readTimer, &QTimer::timeout, this, &LogFeed::readSlice);
    connect(&session, &Session::stateChanged, this, &LogFeed::followConnection);
    connect(&session, &Session::connected, this,
            [this] { handleConnected(m_session.client().greeting().instance); });
    connect(&session, &Session::disconnected, this,
            [this] { handleDisconnected(m_session.stateText()); });
    connect(&session, &Session::notified, this, &LogFeed::handleNotification);
}

void LogFeed::followConnection()
{
    if (m_session.state() == Session::State::Closed)
        return; // what is shown may still be read
    const QString address = m_session.spec().address();
    if (address == m_address)
        return;
    m_address = address;
    forget();
}

void LogFeed::forget()
{
    if (isLoadingOlder())
        endOlder(0, {});
    m_queue.clear();
    m_readTimer.stop();
    m_instance.clear();
    m_last = 0;
    m_wasConnected = false;
    m_rulesChanged = {};
    m_ringCursor = {};
    m_fileCursor = {};
    m_ringHasMore = false;
    m_mayHaveOlder = true;
    m_model.clear();
}

void LogFeed::mark(EventRow::Kind kind, const QString &text)
{
    m_model.appendMark(kind, QDateTime::currentDateTime(), text);
}

void LogFeed::handleConnected(const QString &instance)
{
    followConnection(); // whichever signal of the session comes first
    const bool sameInstance = instance == m_instance;
    if (!m_wasConnected) {
        m_instance = instance;
        m_wasConnected = true;
        m_session.client().call(u"events.history"_s,
                                {{u"limit"_s, kFirstPage}, {u"source"_s, u"ring"_s}}, this,
                                [this](const control::Reply &reply) { handleFirstPage(reply); });
        return;
    }
    mark(EventRow::Kind::Reconnected,
         sameInstance ? tr("Connected again.")
                      : tr("Connected again. The daemon was started anew in between; entries that "
                           "were not shown yet when it ended are in its files only."));
    if (!sameInstance) {
        m_instance = instance;
        m_last = 0;
    }
    subscribe(true);
}

void LogFeed::handleDisconnected(const QString &why)
{
    while (!m_queue.empty())
        readSlice(); // what arrived before is shown before the mark
    if (m_wasConnected)
        mark(EventRow::Kind::Disconnected, tr("The connection ended here. %1").arg(why));
    if (isLoadingOlder())
        endOlder(0, tr("The connection ended. Load older entries again when it is back."));
}

void LogFeed::handleFirstPage(const control::Reply &reply)
{
    if (reply) {
        const QJsonArray items = reply->value("items"_L1).toArray();
        m_last = std::max(m_last, sequenceOf(items.first().toObject()));
        m_ringCursor = reply->value("cursor"_L1);
        m_ringHasMore = reply->value("more"_L1).toBool() && isCursor(m_ringCursor);
        m_model.prepend(readPage(items));
    }
    subscribe(reply.has_value());
}

void LogFeed::subscribe(bool resume)
{
    QJsonObject params;
    if (resume)
        params = {{u"since"_s, static_cast<qint64>(m_last)}, {u"instance"_s, m_instance}};
    m_session.client().call(u"events.subscribe"_s, params, this,
                            [this](const control::Reply &reply) { handleSubscribed(reply); });
}

void LogFeed::handleSubscribed(const control::Reply &reply)
{
    if (!reply) {
        Q_EMIT failed(tr("The daemon does not send its log: %1").arg(reply.error().message));
        return;
    }
    const auto missed = static_cast<qint64>(reply->value("missed"_L1).toDouble());
    if (missed <= 0)
        return;
    m_last += static_cast<std::uint64_t>(missed);
    mark(EventRow::Kind::Gap, tr("%Ln entries were dropped while disconnected.", nullptr,
                                 static_cast<int>(std::min<qint64>(missed, 1 << 30))));
}

void LogFeed::handleNotification(const QString &method, const QJsonObject &params)
{
    if (method == "events"_L1) {
        Batch batch;
        batch.items = params.value("items"_L1).toArray();
        batch.dropped = static_cast<qint64>(params.value("dropped"_L1).toDouble());
        m_queue.push_back(std::move(batch));
        if (!m_readTimer.isActive())
            m_readTimer.start();
    } else if (method == "configurationChanged"_L1) {
        while (!m_queue.empty())
            readSlice(); // decided by the rules before
        m_rulesChanged = timeOf(params);
        const QString revision =
            texts::shown(params.value("revision"_L1).toString().left(kShownRevision));
        const QString user =
            texts::shown(params.value("by"_L1).toObject().value("user"_L1).toString(), 80);
        m_model.appendMark(EventRow::Kind::RulesChanged, m_rulesChanged,
                           user.isEmpty()
                               ? tr("The configuration changed here (revision %1).").arg(revision)
                               : tr("The configuration was changed here by %1 (revision %2).")
                                     .arg(user, revision));
    }
}

void LogFeed::readSlice()
{
    QElapsedTimer clock;
    clock.start();
    while (!m_queue.empty() && clock.elapsed() < kSliceMilliseconds) {
        Batch &batch = m_queue.front();
        if (batch.dropped > 0) {
            // The sequence numbers tell where, and are not asked again for the same ones.
            m_last += static_cast<std::uint64_t>(batch.dropped);
            mark(EventRow::Kind::Gap,
                 tr("%Ln entries were left out: they came faster than they could be sent.", nullptr,
                    static_cast<int>(std::min<qint64>(batch.dropped, 1 << 30))));
            batch.dropped = 0;
        }
        if (batch.next < batch.items.size())
            readItem(batch.items[batch.next++].toObject());
        if (batch.next >= batch.items.size())
            m_queue.pop_front();
    }
    if (m_queue.empty())
        m_readTimer.stop();
}

void LogFeed::readItem(const QJsonObject &item)
{
    const std::uint64_t sequence = sequenceOf(item);
    if (sequence != 0 && sequence <= m_last)
        return; // known from history
    const auto event = events::readAuthEvent(item.value("event"_L1).toObject());
    if (sequence != 0)
        m_last = sequence;
    if (event)
        m_model.append(*event);
    else
        mark(EventRow::Kind::Gap,
             tr("An entry could not be read: %1").arg(texts::shown(event.error().detail, 200)));
}

std::vector<events::AuthEvent> LogFeed::readPage(const QJsonArray &items) const
{
    std::vector<events::AuthEvent> page;
    for (const QJsonValue &item : items) {
        auto event = events::readAuthEvent(item.toObject().value("event"_L1).toObject());
        if (event)
            page.push_back(std::move(*event));
    }
    return page;
}

void LogFeed::loadOlder(const events::EventFilter &filter)
{
    if (isLoadingOlder())
        return;
    if (!m_session.isLive()) {
        Q_EMIT olderFinished(0, tr("Not connected. Older entries come from the daemon."));
        return;
    }
    m_olderUserFilter = filter;
    m_olderScanned = 0;
    askOlder();
    Q_EMIT olderChanged();
}

void LogFeed::cancelOlder()
{
    if (isLoadingOlder())
        endOlder(0, tr("Cancelled."));
}

QJsonObject LogFeed::olderFilter() const
{
    QJsonObject filter = m_olderUserFilter.toJson();
    if (m_ringHasMore || m_model.store().size() == 0)
        return filter;
    // The files hold what is shown, too: begin with the oldest row's millisecond.
    const auto oldest = std::chrono::system_clock::time_point(
        std::chrono::milliseconds(m_model.store().at(0).time + 1));
    const auto to = events::timeFromString(filter.value("to"_L1).toString());
    if (!to || *to > oldest)
        filter.insert(u"to"_s, events::timeToString(oldest));
    return filter;
}

void LogFeed::askOlder()
{
    const int request = ++m_requests;
    m_olderRequest = request;
    QJsonObject params{{u"limit"_s, kOlderPage},
                       {u"source"_s, m_ringHasMore ? u"ring"_s : u"files"_s}};
    const QJsonValue cursor = m_ringHasMore ? m_ringCursor : m_fileCursor;
    if (isCursor(cursor))
        params.insert(u"before"_s, cursor);
    if (const QJsonObject filter = olderFilter(); !filter.isEmpty())
        params.insert(u"filter"_s, filter);
    m_session.client().call(u"events.history"_s, params, this,
                            [this, request](const control::Reply &reply) {
                                if (request == m_olderRequest)
                                    handleOlder(reply);
                            });
}

void LogFeed::handleOlder(const control::Reply &reply)
{
    if (!reply)
        return endOlder(0, reply.error().message);
    const bool fromRing = m_ringHasMore;
    const QJsonValue cursor = reply->value("cursor"_L1);
    const bool more = reply->value("more"_L1).toBool() && isCursor(cursor);
    m_olderScanned += static_cast<qint64>(reply->value("scanned"_L1).toDouble());
    if (fromRing) {
        m_ringCursor = cursor;
        m_ringHasMore = more;
    } else {
        m_fileCursor = cursor;
        m_mayHaveOlder = more;
    }
    std::vector<events::AuthEvent> entries = readPage(reply->value("items"_L1).toArray());
    std::unordered_set<std::string> known;
    for (std::size_t i = 0; i < m_model.store().size(); ++i) {
        const EventRow &row = m_model.store().at(i);
        if (row.time != m_model.store().at(0).time)
            break;
        if (row.isEvent())
            known.insert(m_model.store().requestIdOf(row));
    }
    std::erase_if(entries, [&known](const events::AuthEvent &entry) {
        return known.count(entry.requestId) > 0;
    });
    if (entries.empty() && (more || (fromRing && m_mayHaveOlder))) {
        Q_EMIT olderChanged(); // how far it got
        askOlder();
        return;
    }
    const QString mark = m_olderUserFilter.isEmpty() || entries.empty()
                             ? QString()
                             : tr("Before this, only entries that matched the filter of then "
                                  "were loaded.");
    const std::size_t taken = m_model.prepend(entries, mark);
    if (taken < entries.size())
        return endOlder(static_cast<int>(taken),
                        tr("The list is full. Raise the number of entries that are kept to load "
                           "older ones."));
    endOlder(static_cast<int>(taken), {});
}

void LogFeed::endOlder(int count, const QString &problem)
{
    m_olderRequest = 0;
    Q_EMIT olderChanged();
    Q_EMIT olderFinished(count, problem);
}

} // namespace wharfgate::gui

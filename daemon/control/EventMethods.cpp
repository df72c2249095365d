// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/EventMethods.h"

#include "daemon/control/Parameters.h"

#include <utility>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kMaxNumber = std::int64_t{1} << 53; // what JSON carries exactly
constexpr std::int64_t kMaxPage = 5000;
constexpr std::int64_t kDefaultPage = 500;
constexpr int kMaxUnderWay = 2; // pages for one client: each may keep a worker thread for seconds
constexpr int kRetryMs = 250;

CallError unknownCursor()
{
    return invalidParameter("before"_L1, u"\"before\" is no cursor of events.history."_s);
}

} // namespace

EventMethods::EventMethods(QString instance, const journal::EventRing &ring,
                           JournalFile journalFile, Notifier &notifier, Worker &worker)
    : m_instance(std::move(instance))
    , m_ring(ring)
    , m_journalFile(std::move(journalFile))
    , m_worker(worker)
    , m_feed(ring, notifier)
    , m_underWay(std::make_shared<std::map<std::uint64_t, int>>())
{}

std::vector<Method> EventMethods::methods()
{
    return {{u"events.subscribe"_s, Role::Viewer,
             [this](const Caller &caller, const QJsonObject &params, const Respond &respond) {
                 respond(subscribe(caller, params));
             }},
            {u"events.unsubscribe"_s, Role::Viewer,
             [this](const Caller &caller, const QJsonObject &, const Respond &respond) {
                 m_feed.unsubscribe(caller.connection);
                 respond(QJsonObject());
             }},
            {u"events.history"_s, Role::Viewer,
             [this](const Caller &caller, const QJsonObject &params, Respond respond) {
                 history(caller, params, std::move(respond));
             }}};
}

Reply EventMethods::subscribe(const Caller &caller, const QJsonObject &params)
{
    const auto since = numberParameter(params, "since"_L1, 0, kMaxNumber);
    const auto instance = textParameter(params, "instance"_L1);
    auto filter = filterParameter(params, "filter"_L1);
    if (!since || !instance || !filter)
        return tl::unexpected(!since      ? since.error()
                              : !instance ? instance.error()
                                          : filter.error());

    const auto [first, last] = m_ring.bounds();
    std::uint64_t position = last;
    QJsonValue missed = 0;
    if (*since) {
        const auto known = static_cast<std::uint64_t>(**since);
        // Numbers of another start say nothing; what the ring holds is then new to the client.
        const bool isOurs = (!*instance || **instance == m_instance) && known <= last;
        position = isOurs && known >= first ? known : first - 1;
        missed = isOurs ? QJsonValue(static_cast<qint64>(position - known))
                        : QJsonValue(QJsonValue::Null);
    }
    m_feed.subscribe(caller.connection, position, std::move(*filter));
    return QJsonObject{{u"first"_s, static_cast<qint64>(first)},
                       {u"last"_s, static_cast<qint64>(last)},
                       {u"missed"_s, missed}};
}

tl::expected<std::function<Reply()>, CallError>
EventMethods::historyWork(const QJsonObject &params) const
{
    const auto limit = numberParameter(params, "limit"_L1, 1, kMaxPage);
    const auto before = textParameter(params, "before"_L1);
    const auto source = textParameter(params, "source"_L1);
    auto filter = filterParameter(params, "filter"_L1);
    if (!limit || !before || !source || !filter)
        return tl::unexpected(!limit    ? limit.error()
                              : !before ? before.error()
                              : !source ? source.error()
                                        : filter.error());
    if (*source && **source != u"ring" && **source != u"files")
        return tl::unexpected(
            invalidParameter("source"_L1, u"\"source\" must be \"ring\" or \"files\"."_s));

    const QString cursor = before->value_or(QString());
    const auto ringPlace = RingCursor::parse(cursor);
    const auto filePlace = journal::JournalCursor::parse(cursor.toStdString());
    const bool fromFiles = *source ? **source == u"files" : filePlace.has_value();
    if (*before && !(fromFiles ? filePlace.has_value() : ringPlace.has_value()))
        return tl::unexpected(unknownCursor());

    EventHistory::Query query{std::move(*filter),
                              static_cast<std::size_t>(limit->value_or(kDefaultPage))};
    if (fromFiles) {
        std::string file = m_journalFile();
        if (file.empty())
            return tl::unexpected(CallError{
                ErrorCode::Refused,
                u"The daemon writes no journal file. Set \"journal.file\" in the configuration."_s});
        return [file = std::move(file), query = std::move(query), filePlace] {
            return EventHistory::fromFiles(file, query, filePlace);
        };
    }
    if (ringPlace && ringPlace->instance != m_instance)
        return tl::unexpected(CallError{
            ErrorCode::NotFound,
            u"The daemon was started anew since then. Begin with the newest events again."_s});
    const std::uint64_t place = ringPlace ? ringPlace->sequence : UINT64_MAX;
    return [&ring = m_ring, instance = m_instance, query = std::move(query), place] {
        return EventHistory::fromRing(ring, instance, query, place);
    };
}

void EventMethods::history(const Caller &caller, const QJsonObject &params, Respond respond)
{
    auto work = historyWork(params);
    if (!work)
        return respond(tl::unexpected(work.error()));
    int &underWay = (*m_underWay)[caller.connection];
    if (underWay >= kMaxUnderWay)
        return respond(tl::unexpected(
            CallError{ErrorCode::Busy,
                      u"Two pages of the history are being read already. Wait for one of them."_s,
                      {{u"retryAfterMs"_s, kRetryMs}}}));
    ++underWay;
    m_worker.run(std::move(*work), [calls = m_underWay, connection = caller.connection,
                                    respond = std::move(respond)](Reply reply) {
        const auto found = calls->find(connection);
        if (found != calls->end() && --found->second == 0)
            calls->erase(found);
        respond(std::move(reply));
    });
}

} // namespace wharfgate::control

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/EventMatcher.h"

#include "shared/events/AuthEventReader.h"
#include "shared/events/TextSearch.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

using events::AuthEvent;
using events::EventFilter;

/// What one condition says of texts, remembered by their ids.
class Memory
{
public:
    template <typename Decide>
    bool answer(const StringPool &pool, StringPool::Id id, const Decide &decide)
    {
        if (id >= m_answers.size())
            m_answers.resize(pool.idCount(), 0);
        const std::uint64_t known = std::uint64_t{pool.generation(id)} << 1;
        const std::uint64_t answer = m_answers[id];
        if ((answer & ~std::uint64_t{1}) == known)
            return (answer & 1) != 0;
        const bool decided = decide(pool.text(id));
        m_answers[id] = known | (decided ? 1 : 0);
        return decided;
    }

private:
    std::vector<std::uint64_t> m_answers; // generation and answer; 0: not asked yet
};

/// A filter with some members of another, if that has any of them.
std::optional<EventFilter> partOf(const QJsonObject &json,
                                  std::initializer_list<QLatin1StringView> members)
{
    QJsonObject part;
    for (const QLatin1StringView member : members) {
        if (const QJsonValue value = json.value(member); !value.isUndefined())
            part.insert(member, value);
    }
    if (part.isEmpty())
        return {};
    auto filter = EventFilter::fromJson(part);
    return filter ? std::optional(*filter) : std::nullopt;
}

} // namespace

class EventMatcher::Criteria
{
public:
    explicit Criteria(const QJsonObject &json);
    bool matches(const EventStore &store, const EventRow &row);

private:
    struct TextCondition
    {
        EventFilter filter;
        std::string AuthEvent::*member;
        StringPool::Id EventRow::*id;
        Memory memory;
    };

    void addText(const QJsonObject &json, QLatin1StringView name, std::string AuthEvent::*member,
                 StringPool::Id EventRow::*id);
    void addSearch(const QString &text);
    void readResults(const QJsonObject &json);
    bool timeMatches(std::int64_t time) const;
    bool searchMatches(const EventStore &store, const EventRow &row);

    std::optional<unsigned> m_results; // a bit for each AuthResult
    std::optional<std::int64_t> m_from;
    std::optional<std::int64_t> m_to;
    std::vector<TextCondition> m_texts;
    std::optional<EventFilter> m_scope;
    Memory m_scopeMemory;
    AuthEvent m_decoded; // scopes of the row that is looked at
    std::optional<events::TextSearch> m_search;
    unsigned m_searchResults = 0;    // a bit for each AuthResult whose word holds the text
    bool m_maySearchNumbers = false; // the text may be in 16 hex digits
    Memory m_searchMemory;
    Memory m_searchScopeMemory;
    std::vector<Criteria> m_exclude;
};

EventMatcher::Criteria::Criteria(const QJsonObject &json)
{
    readResults(json);
    const auto time = [&json](QLatin1StringView member) -> std::optional<std::int64_t> {
        const auto point = events::timeFromString(json.value(member).toString());
        if (!point)
            return {};
        return std::chrono::floor<std::chrono::milliseconds>(*point).time_since_epoch().count();
    };
    m_from = time("from"_L1);
    m_to = time("to"_L1);
    addText(json, "account"_L1, &AuthEvent::account, &EventRow::account);
    addText(json, "service"_L1, &AuthEvent::service, &EventRow::service);
    addText(json, "client"_L1, &AuthEvent::clientAddress, &EventRow::client);
    m_scope = partOf(json, {"type"_L1, "name"_L1, "rule"_L1});
    if (const QJsonValue text = json.value("text"_L1); text.isString())
        addSearch(text.toString());
    for (const QJsonValue &filter : json.value("not"_L1).toArray())
        m_exclude.emplace_back(filter.toObject());
}

void EventMatcher::Criteria::addSearch(const QString &text)
{
    m_search.emplace(text);
    for (const events::AuthResult result : events::kAuthResults) {
        if (m_search->isIn(events::toString(result)))
            m_searchResults |= 1U << static_cast<unsigned>(result);
    }
    m_maySearchNumbers = std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    });
}

void EventMatcher::Criteria::readResults(const QJsonObject &json)
{
    const QJsonValue results = json.value("result"_L1);
    if (!results.isArray())
        return;
    m_results = 0;
    for (const QJsonValue &word : results.toArray()) {
        if (const auto result = events::authResultFromString(word.toString()))
            *m_results |= 1U << static_cast<unsigned>(*result);
    }
}

void EventMatcher::Criteria::addText(const QJsonObject &json, QLatin1StringView name,
                                     std::string AuthEvent::*member, StringPool::Id EventRow::*id)
{
    if (auto filter = partOf(json, {name}))
        m_texts.push_back({std::move(*filter), member, id, {}});
}

bool EventMatcher::Criteria::timeMatches(std::int64_t time) const
{
    return (!m_from || time >= *m_from) && (!m_to || time < *m_to);
}

bool EventMatcher::Criteria::searchMatches(const EventStore &store, const EventRow &row)
{
    const auto holds = [this](const std::string &text) { return m_search->isIn(text); };
    for (const StringPool::Id id : {row.account, row.client, row.service, row.reason, row.userAgent,
                                    row.program, row.peer, row.authenticator, row.tlsProtocol}) {
        if (m_searchMemory.answer(store.pool(), id, holds))
            return true;
    }
    const auto scopesHold = [this](const std::string &text) {
        decodeScopes(text, m_decoded.scopes);
        return std::any_of(m_decoded.scopes.begin(), m_decoded.scopes.end(),
                           [this](const auto &scope) { return m_search->isIn(scope); });
    };
    return m_searchScopeMemory.answer(store.pool(), row.scopes, scopesHold) ||
           (m_searchResults >> static_cast<unsigned>(row.result) & 1U) != 0 ||
           ((m_maySearchNumbers || row.hasTextId) && m_search->isIn(store.requestIdOf(row)));
}

bool EventMatcher::Criteria::matches(const EventStore &store, const EventRow &row)
{
    if ((m_results && (*m_results >> static_cast<unsigned>(row.result) & 1U) == 0) ||
        !timeMatches(row.time))
        return false;
    for (TextCondition &condition : m_texts) {
        const auto holds = [&condition](const std::string &text) {
            AuthEvent event;
            event.*condition.member = text;
            return condition.filter.matches(event);
        };
        if (!condition.memory.answer(store.pool(), row.*condition.id, holds))
            return false;
    }
    if (m_scope) {
        const auto holds = [this](const std::string &text) {
            decodeScopes(text, m_decoded.scopes);
            return m_scope->matches(m_decoded);
        };
        if (!m_scopeMemory.answer(store.pool(), row.scopes, holds))
            return false;
    }
    if (m_search && !searchMatches(store, row))
        return false;
    return std::none_of(m_exclude.begin(), m_exclude.end(),
                        [&](Criteria &criteria) { return criteria.matches(store, row); });
}

EventMatcher::EventMatcher(const EventFilter &filter)
    : m_filter(filter)
    , m_criteria(std::make_unique<Criteria>(filter.toJson()))
{}

EventMatcher::~EventMatcher() = default;
EventMatcher::EventMatcher(EventMatcher &&) noexcept = default;
EventMatcher &EventMatcher::operator=(EventMatcher &&) noexcept = default;

bool EventMatcher::matches(const EventStore &store, const EventRow &row)
{
    return row.isEvent() && (m_filter.isEmpty() || m_criteria->matches(store, row));
}

} // namespace wharfgate::gui

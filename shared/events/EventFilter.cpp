// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/events/EventFilter.h"

#include "shared/acl/IpAddress.h"
#include "shared/base/Text.h"
#include "shared/events/AuthEventReader.h"
#include "shared/events/TextPattern.h"
#include "shared/events/TextSearch.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <vector>

namespace wharfgate::events {

using namespace Qt::StringLiterals;

struct EventFilter::Criteria
{
    // In the order in which they are tried: what costs least comes first.
    std::optional<unsigned> results; // a bit for each AuthResult
    std::optional<TimePoint> from;
    std::optional<TimePoint> to;
    std::optional<std::size_t> rule;
    std::optional<TextPattern> account;
    std::optional<TextPattern> service;
    std::optional<TextPattern> type;
    std::optional<TextPattern> name;
    std::optional<acl::IpNetwork> client;
    std::optional<TextSearch> text;
    std::vector<std::shared_ptr<const Criteria>> exclude;

    bool hasScopeCriteria() const { return rule || type || name; }
    bool matches(const AuthEvent &event) const;
    bool matchesScope(const ScopeOutcome &scope) const;

    class Reader;
};

namespace {

constexpr unsigned bitOf(AuthResult result)
{
    return 1U << static_cast<unsigned>(result);
}

bool matchesIfPresent(const std::optional<TextPattern> &pattern, const std::string &text)
{
    return !pattern || pattern->matches(text);
}

bool holdsClient(const acl::IpNetwork &network, const std::string &client)
{
    const auto address = acl::IpAddress::parse(client);
    return address && network.contains(*address);
}

} // namespace

bool EventFilter::Criteria::matchesScope(const ScopeOutcome &scope) const
{
    return (!rule || scope.rule == rule) && matchesIfPresent(type, scope.type) &&
           matchesIfPresent(name, scope.name);
}

bool EventFilter::Criteria::matches(const AuthEvent &event) const
{
    if ((results && (*results & bitOf(event.result)) == 0) || (from && event.time < *from) ||
        (to && event.time >= *to))
        return false;
    if (!matchesIfPresent(account, event.account) || !matchesIfPresent(service, event.service))
        return false;
    if (hasScopeCriteria() &&
        std::none_of(event.scopes.begin(), event.scopes.end(),
                     [this](const ScopeOutcome &scope) { return matchesScope(scope); }))
        return false;
    if ((client && !holdsClient(*client, event.clientAddress)) || (text && !text->isIn(event)))
        return false;
    return std::none_of(exclude.begin(), exclude.end(),
                        [&event](const auto &filter) { return filter->matches(event); });
}

/// Reads a filter and those within it, and remembers the first problem.
class EventFilter::Criteria::Reader
{
public:
    /// Null if there is none. `json` becomes what was understood.
    std::shared_ptr<const Criteria> read(QJsonObject &json, int depth);
    const std::string &problem() const { return m_problem; }

private:
    void takePatterns(const QJsonObject &json, Criteria &criteria);
    void takeResults(const QJsonValue &value, Criteria &criteria);
    void takeClient(const QJsonValue &value, Criteria &criteria);
    void takeText(const QJsonValue &value, Criteria &criteria);
    void takeRule(const QJsonValue &value, Criteria &criteria);
    void takeTime(const QJsonValue &value, QLatin1StringView key, std::optional<TimePoint> &out);
    void takeExclusions(QJsonObject &json, Criteria &criteria, int depth);
    void refuse(QLatin1StringView key, const std::string &what);

    std::string m_problem;
    int m_filters = 0;
};

void EventFilter::Criteria::Reader::refuse(QLatin1StringView key, const std::string &what)
{
    if (m_problem.empty())
        m_problem = "The filter's \"" +
                    std::string(key.data(), static_cast<std::size_t>(key.size())) + "\" " + what;
}

void EventFilter::Criteria::Reader::takePatterns(const QJsonObject &json, Criteria &criteria)
{
    const std::pair<QLatin1StringView, std::optional<TextPattern> &> members[] = {
        {"account"_L1, criteria.account},
        {"service"_L1, criteria.service},
        {"type"_L1, criteria.type},
        {"name"_L1, criteria.name}};
    for (const auto &[key, pattern] : members) {
        const QJsonValue value = json.value(key);
        if (value.isUndefined())
            continue;
        if (!value.isString()) {
            refuse(key, "is no text.");
            continue;
        }
        auto parsed = TextPattern::parse(value.toString().toStdString());
        if (parsed)
            pattern.emplace(std::move(*parsed));
        else
            refuse(key, "is not usable. " + parsed.error().detail);
    }
}

void EventFilter::Criteria::Reader::takeResults(const QJsonValue &value, Criteria &criteria)
{
    if (value.isUndefined())
        return;
    if (!value.isArray())
        return refuse("result"_L1, "is no list of results.");
    unsigned results = 0;
    for (const QJsonValue &item : value.toArray()) {
        const auto result = authResultFromString(item.toString());
        if (!result)
            return refuse("result"_L1, "has an item that is no result.");
        results |= bitOf(*result);
    }
    criteria.results = results;
}

void EventFilter::Criteria::Reader::takeClient(const QJsonValue &value, Criteria &criteria)
{
    if (value.isUndefined())
        return;
    const std::string given = value.toString().toStdString();
    criteria.client = acl::IpNetwork::parse(given);
    if (!criteria.client)
        refuse("client"_L1,
               "is neither an address nor a network: \"" + text::escaped(given, 80) + "\".");
}

void EventFilter::Criteria::Reader::takeText(const QJsonValue &value, Criteria &criteria)
{
    if (value.isUndefined())
        return;
    if (!value.isString())
        return refuse("text"_L1, "is no text.");
    if (value.toString().size() > static_cast<qsizetype>(TextPattern::kMaxBytes))
        return refuse("text"_L1, "is too long.");
    criteria.text.emplace(value.toString());
}

void EventFilter::Criteria::Reader::takeRule(const QJsonValue &value, Criteria &criteria)
{
    constexpr double kMost = 1e9;
    if (value.isUndefined())
        return;
    const double number = value.toDouble(-1);
    if (number < 0 || number > kMost || std::floor(number) != number)
        return refuse("rule"_L1, "is no index of a rule.");
    criteria.rule = static_cast<std::size_t>(number);
}

void EventFilter::Criteria::Reader::takeTime(const QJsonValue &value, QLatin1StringView key,
                                             std::optional<TimePoint> &out)
{
    if (value.isUndefined())
        return;
    out = timeFromString(value.toString());
    if (!out)
        refuse(key, "is no time as in 2026-01-31T09:08:07.006Z.");
}

void EventFilter::Criteria::Reader::takeExclusions(QJsonObject &json, Criteria &criteria, int depth)
{
    const QJsonValue value = json.value("not"_L1);
    if (value.isUndefined())
        return;
    if (!value.isArray())
        return refuse("not"_L1, "is no list of filters.");
    QJsonArray understood;
    for (const QJsonValue &item : value.toArray()) {
        if (!item.isObject())
            return refuse("not"_L1, "has an item that is no filter.");
        if (depth >= kMaxDepth || ++m_filters > kMaxFilters)
            return refuse("not"_L1, "has too many filters.");
        QJsonObject object = item.toObject();
        criteria.exclude.push_back(read(object, depth + 1));
        understood.append(object);
    }
    json.insert("not"_L1, understood);
}

std::shared_ptr<const EventFilter::Criteria> EventFilter::Criteria::Reader::read(QJsonObject &json,
                                                                                 int depth)
{
    static constexpr std::array kMembers = {"account"_L1, "client"_L1, "service"_L1, "type"_L1,
                                            "name"_L1,    "result"_L1, "text"_L1,    "from"_L1,
                                            "to"_L1,      "rule"_L1,   "not"_L1};
    QJsonObject known;
    for (const QLatin1StringView key : kMembers) {
        if (const QJsonValue value = json.value(key); !value.isUndefined())
            known.insert(key, value);
    }
    auto criteria = std::make_shared<Criteria>();
    takePatterns(known, *criteria);
    takeResults(known.value("result"_L1), *criteria);
    takeClient(known.value("client"_L1), *criteria);
    takeText(known.value("text"_L1), *criteria);
    takeRule(known.value("rule"_L1), *criteria);
    takeTime(known.value("from"_L1), "from"_L1, criteria->from);
    takeTime(known.value("to"_L1), "to"_L1, criteria->to);
    takeExclusions(known, *criteria, depth);
    json = known;
    return criteria;
}

EventFilter::EventFilter() = default;

Result<EventFilter> EventFilter::fromJson(const QJsonObject &json)
{
    EventFilter filter;
    filter.m_json = json;
    Criteria::Reader reader;
    auto criteria = reader.read(filter.m_json, 0);
    if (!reader.problem().empty())
        return failure(ErrorCode::InvalidInput, reader.problem());
    if (!filter.m_json.isEmpty())
        filter.m_criteria = std::move(criteria);
    return filter;
}

bool EventFilter::matches(const AuthEvent &event) const
{
    return m_criteria == nullptr || m_criteria->matches(event);
}

std::optional<EventFilter::TimePoint> EventFilter::from() const
{
    return m_criteria == nullptr ? std::nullopt : m_criteria->from;
}

} // namespace wharfgate::events

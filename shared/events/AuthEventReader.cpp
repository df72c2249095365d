// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/events/AuthEventReader.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>

#include <cmath>

namespace wharfgate::events {

namespace {

using namespace Qt::StringLiterals;

/// Takes members out of an object; the first one of a wrong type is remembered and ends it.
class Members
{
public:
    Members(const QJsonObject &object, std::string &problem)
        : m_object(object)
        , m_problem(problem)
    {}

    void text(QLatin1StringView key, std::string &out)
    {
        const QJsonValue value = m_object.value(key);
        if (value.isString())
            out = value.toString().toStdString();
        else if (!value.isUndefined())
            refuse(key, "is no text");
    }
    void flag(QLatin1StringView key, bool &out)
    {
        const QJsonValue value = m_object.value(key);
        if (value.isBool())
            out = value.toBool();
        else if (!value.isUndefined())
            refuse(key, "is neither true nor false");
    }
    /// Whole numbers from 0 to `most`.
    std::optional<std::int64_t> number(QLatin1StringView key, double most)
    {
        const QJsonValue value = m_object.value(key);
        if (value.isUndefined())
            return std::nullopt;
        const double number = value.toDouble(-1);
        if (number < 0 || number > most || std::floor(number) != number) {
            refuse(key, "is no whole number in its range");
            return std::nullopt;
        }
        return static_cast<std::int64_t>(number);
    }
    QJsonArray list(QLatin1StringView key, int most)
    {
        const QJsonValue value = m_object.value(key);
        if (!value.isArray()) {
            if (!value.isUndefined())
                refuse(key, "is no list");
            return {};
        }
        const QJsonArray array = value.toArray();
        if (array.size() <= most)
            return array;
        refuse(key, "has too many items");
        return {};
    }
    void texts(QLatin1StringView key, std::vector<std::string> &out)
    {
        const QJsonArray array = list(key, kMaxEventActions);
        out.reserve(static_cast<std::size_t>(array.size()));
        for (const QJsonValue &value : array) {
            if (!value.isString())
                return refuse(key, "has an item that is no text");
            out.push_back(value.toString().toStdString());
        }
    }
    QJsonValue value(QLatin1StringView key) const { return m_object.value(key); }
    void refuse(QLatin1StringView key, std::string_view what)
    {
        if (m_problem.empty())
            m_problem.append("the member \"")
                .append(key.data(), static_cast<std::size_t>(key.size()))
                .append("\" ")
                .append(what);
    }

private:
    const QJsonObject &m_object;
    std::string &m_problem;
};

ScopeOutcome readScope(const QJsonObject &json, std::string &problem)
{
    constexpr double kMaxRule = 1e9;
    ScopeOutcome scope;
    Members members(json, problem);
    members.text("type"_L1, scope.type);
    members.text("name"_L1, scope.name);
    members.texts("requested"_L1, scope.requested);
    members.texts("granted"_L1, scope.granted);
    if (!members.value("rule"_L1).isNull()) {
        if (const auto rule = members.number("rule"_L1, kMaxRule))
            scope.rule = static_cast<std::size_t>(*rule);
    }
    members.text("comment"_L1, scope.ruleComment);
    members.text("authorizer"_L1, scope.authorizer);
    return scope;
}

void readScopes(Members &members, std::vector<ScopeOutcome> &scopes, std::string &problem)
{
    const QJsonArray array = members.list("scopes"_L1, kMaxEventScopes);
    scopes.reserve(static_cast<std::size_t>(array.size()));
    for (const QJsonValue &value : array) {
        if (!value.isObject())
            return members.refuse("scopes"_L1, "has an item that is no object");
        scopes.push_back(readScope(value.toObject(), problem));
    }
}

/// `count` digits at `at`, or -1.
int digits(QStringView text, qsizetype at, int count)
{
    if (at + count > text.size())
        return -1;
    int number = 0;
    for (const QChar c : text.mid(at, count)) {
        if (c < u'0' || c > u'9')
            return -1;
        number = number * 10 + (c.unicode() - u'0');
    }
    return number;
}

/// RFC 3339 time-offset: "Z" or "+01:00".
std::optional<std::chrono::minutes> offset(QStringView text)
{
    if (text == u"Z" || text == u"z")
        return std::chrono::minutes(0);
    const int hours = digits(text, 1, 2);
    const int minutes = digits(text, 4, 2);
    if (text.size() != 6 || (text[0] != u'+' && text[0] != u'-') || text[3] != u':' || hours < 0 ||
        hours > 23 || minutes < 0 || minutes > 59)
        return std::nullopt;
    const std::chrono::minutes total(60 * hours + minutes);
    return text[0] == u'-' ? -total : total;
}

/// Takes ".006" off, as milliseconds; none is 0.
std::optional<int> takeFraction(QStringView &text)
{
    if (!text.startsWith(u'.'))
        return 0;
    qsizetype end = 1;
    int milliseconds = 0;
    for (; end < text.size() && text[end] >= u'0' && text[end] <= u'9'; ++end) {
        if (end <= 3)
            milliseconds = milliseconds * 10 + (text[end].unicode() - u'0');
    }
    if (end == 1)
        return std::nullopt;
    for (qsizetype i = end; i <= 3; ++i)
        milliseconds *= 10;
    text = text.mid(end);
    return milliseconds;
}

} // namespace

std::optional<AuthResult> authResultFromString(QStringView word)
{
    for (const AuthResult result : kAuthResults) {
        const std::string_view name = toString(result);
        if (word == QLatin1StringView(name.data(), static_cast<qsizetype>(name.size())))
            return result;
    }
    return std::nullopt;
}

std::optional<std::chrono::system_clock::time_point> timeFromString(QStringView text)
{
    using namespace std::chrono;
    constexpr int kFirstYear = 1678; // 64 bits of nanoseconds
    constexpr int kLastYear = 2261;
    const int yearNumber = digits(text, 0, 4);
    const int monthNumber = digits(text, 5, 2);
    const int dayNumber = digits(text, 8, 2);
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    if (second < 0 || second > 60 || minute < 0 || minute > 59 || hour < 0 || hour > 23 ||
        yearNumber < kFirstYear || yearNumber > kLastYear || monthNumber < 0 || dayNumber < 0 ||
        text[4] != u'-' || text[7] != u'-' || (text[10] != u'T' && text[10] != u't') ||
        text[13] != u':' || text[16] != u':')
        return std::nullopt;
    const year_month_day date{year(yearNumber), month(static_cast<unsigned>(monthNumber)),
                              day(static_cast<unsigned>(dayNumber))};
    QStringView rest = text.mid(19);
    const auto fraction = takeFraction(rest);
    const auto zone = offset(rest);
    if (!date.ok() || !fraction || !zone)
        return std::nullopt;
    const auto time = system_clock::time_point(sys_days(date).time_since_epoch()) + hours(hour) +
                      minutes(minute) - *zone + seconds(second) + milliseconds(*fraction);
    // In UTC it may be another year.
    const year_month_day utc(floor<days>(time));
    if (utc.year() < year(kFirstYear) || utc.year() > year(kLastYear))
        return std::nullopt;
    return time;
}

QString timeToString(std::chrono::system_clock::time_point time)
{
    const auto sinceEpoch = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(sinceEpoch.count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

Result<AuthEvent> readAuthEvent(const QJsonObject &json)
{
    constexpr double kMaxDuration = 1e15; // microseconds: some thirty years
    AuthEvent event;
    std::string problem;
    Members members(json, problem);

    std::string kind = "decision";
    members.text("event"_L1, kind);
    if (kind != "decision")
        return failure(ErrorCode::Unsupported, "the record is no decision");
    const auto time = timeFromString(members.value("time"_L1).toString());
    if (!time)
        return failure(ErrorCode::InvalidInput, "the record has no valid time");
    const auto result = authResultFromString(members.value("result"_L1).toString());
    if (!result)
        return failure(ErrorCode::InvalidInput, "the record has no known result");
    event.time = *time;
    event.result = *result;
    members.text("request_id"_L1, event.requestId);
    event.status = static_cast<int>(members.number("status"_L1, 999).value_or(0));
    members.text("reason"_L1, event.reason);
    members.text("account"_L1, event.account);
    members.text("client"_L1, event.clientAddress);
    members.text("peer"_L1, event.peerAddress);
    members.text("service"_L1, event.service);
    readScopes(members, event.scopes, problem);
    members.text("authenticator"_L1, event.authenticator);
    event.duration =
        std::chrono::microseconds(members.number("duration_us"_L1, kMaxDuration).value_or(0));
    members.flag("tls"_L1, event.tls);
    members.text("tls_protocol"_L1, event.tlsProtocol);
    members.text("user_agent"_L1, event.userAgent);
    members.text("program"_L1, event.program);
    if (!problem.empty())
        return failure(ErrorCode::InvalidInput, problem);
    return event;
}

Result<AuthEvent> readAuthEvent(std::string_view line)
{
    if (line.size() > kMaxEventLine)
        return failure(ErrorCode::InvalidInput, "the record is longer than 1 MiB");
    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson(
        QByteArray::fromRawData(line.data(), static_cast<qsizetype>(line.size())), &error);
    if (!document.isObject())
        return failure(ErrorCode::InvalidInput, "the record is no JSON object");
    return readAuthEvent(document.object());
}

} // namespace wharfgate::events

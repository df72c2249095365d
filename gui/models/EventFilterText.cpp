// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/EventFilterText.h"

#include "shared/events/AuthEventReader.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

using namespace Qt::StringLiterals;

namespace wharfgate::gui::filtertext {

namespace {

using events::EventFilter;
using Field = FilterTerm::Field;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(wharfgate::gui::EventFilterText)
};

struct Member
{
    Field field;
    QLatin1StringView name;
};

/// Fields whose value is the member's.
constexpr std::array kMembers = {
    Member{Field::User, "account"_L1},    Member{Field::Client, "client"_L1},
    Member{Field::Service, "service"_L1}, Member{Field::Type, "type"_L1},
    Member{Field::Name, "name"_L1},       Member{Field::Text, "text"_L1},
};
constexpr std::array kRegexMembers = {"account"_L1, "service"_L1, "type"_L1, "name"_L1};

std::optional<QLatin1StringView> memberOf(Field field)
{
    const auto *found = std::find_if(kMembers.begin(), kMembers.end(),
                                     [&](const Member &member) { return member.field == field; });
    return found == kMembers.end() ? std::nullopt : std::optional(found->name);
}

QJsonObject regexObject(const QString &value, QLatin1StringView member)
{
    return {{member, value}};
}

/// Alternatives: none of them failing all is "not (none of them)".
QJsonObject anyOf(const QJsonArray &filters)
{
    return {{u"not"_s, filters}};
}

QString timeOf(const QString &value, const QDateTime &now)
{
    if (events::timeFromString(value))
        return value;
    static const QRegularExpression kAgo(u"^(\\d{1,6})([smhd])$"_s);
    if (const auto match = kAgo.match(value); match.hasMatch()) {
        const QChar unit = match.captured(2).front();
        const qint64 seconds = unit == u's' ? 1 : unit == u'm' ? 60 : unit == u'h' ? 3600 : 86400;
        return now.addSecs(-match.captured(1).toLongLong() * seconds)
            .toUTC()
            .toString(Qt::ISODateWithMs);
    }
    const QTime time = QTime::fromString(value, Qt::ISODate);
    const QDateTime point = time.isValid() ? QDateTime(now.toLocalTime().date(), time)
                                           : QDateTime::fromString(value, Qt::ISODate);
    return point.isValid() ? point.toUTC().toString(Qt::ISODateWithMs) : QString();
}

/// What one term asks for, as filters of which one must hold; none: it cannot be understood.
class TermReading
{
public:
    TermReading(const FilterTerm &term, const QDateTime &now) { read(term, now); }

    const QJsonArray &filters() const { return m_filters; }
    const QString &problem() const { return m_problem; }

private:
    void read(const FilterTerm &term, const QDateTime &now)
    {
        if (const auto member = memberOf(term.field))
            return add({{*member, term.value}});
        switch (term.field) {
        case Field::Regex:
            for (const QLatin1StringView member : kRegexMembers)
                add(regexObject(term.value, member));
            return;
        case Field::Rule: {
            const int number = term.value.toInt();
            if (number < 1)
                m_problem = Tr::tr("\"rule:\" needs a number from 1.");
            else
                add({{u"rule"_s, number - 1}});
            return;
        }
        case Field::Result:
            return readResult(term.value);
        case Field::From:
        case Field::To: {
            const QString time = timeOf(term.value, now);
            if (time.isEmpty())
                m_problem = Tr::tr("\"%1:\" needs a time, as in 15m, 14:30 or 2026-01-31.")
                                .arg(FilterTerm::nameOf(term.field));
            else
                add({{FilterTerm::nameOf(term.field), time}});
            return;
        }
        default:
            return add(QJsonDocument::fromJson(term.value.toUtf8()).object());
        }
    }

    void readResult(const QString &value)
    {
        QJsonArray words;
        for (const QString &word : value.split(u',', Qt::SkipEmptyParts)) {
            if (!events::authResultFromString(word)) {
                m_problem = Tr::tr("There is no result \"%1\". There are granted, partly-granted, "
                                   "denied, login-failed, bad-request, busy and error.")
                                .arg(word);
                return;
            }
            words.append(word);
        }
        if (words.isEmpty())
            m_problem = Tr::tr("\"result:\" needs a word, as in denied.");
        else
            add({{u"result"_s, words}});
    }

    void add(const QJsonObject &filter)
    {
        const auto read = EventFilter::fromJson(filter);
        if (read)
            m_filters.append(filter);
        else if (m_problem.isEmpty())
            m_problem = QString::fromStdString(read.error().detail);
    }

    QJsonArray m_filters;
    QString m_problem;
};

/// Puts a filter together from the terms of each field.
class FilterBuilder
{
public:
    void add(const FilterTerm &term, const QJsonArray &filters)
    {
        if (term.exclude) {
            for (const QJsonValue &filter : filters)
                m_not.append(filter);
        } else if (term.field == Field::Text || term.field == Field::Regex ||
                   term.field == Field::Raw) {
            m_each.append(filters); // each must hold by itself
        } else {
            QJsonArray &alternatives = m_fields[term.field];
            for (const QJsonValue &filter : filters)
                alternatives.append(filter);
        }
    }

    EventFilter filter()
    {
        // One whole filter stays as it is.
        if (m_fields.empty() && m_not.isEmpty() && m_each.size() == 1 &&
            m_each.first().toArray().size() == 1)
            return EventFilter::fromJson(m_each.first().toArray().first().toObject())
                .value_or(EventFilter());
        for (const auto &[field, alternatives] : m_fields) {
            if (field == Field::Result)
                addResults(alternatives);
            else
                addAlternatives(alternatives);
        }
        for (const QJsonValue &filters : std::as_const(m_each))
            addAlternatives(filters.toArray());
        if (!m_not.isEmpty())
            m_filter.insert(u"not"_s, m_not);
        return EventFilter::fromJson(m_filter).value_or(EventFilter());
    }

private:
    void addAlternatives(const QJsonArray &filters)
    {
        const QJsonObject only = filters.size() == 1 ? filters.first().toObject() : QJsonObject();
        const QStringList members = only.keys();
        const bool fits =
            std::none_of(members.begin(), members.end(), [this](const QString &member) {
                return member == "not"_L1 || m_filter.contains(member);
            });
        if (filters.size() != 1 || !fits) {
            m_not.append(anyOf(filters));
            return;
        }
        for (auto it = only.begin(); it != only.end(); ++it)
            m_filter.insert(it.key(), it.value());
    }

    void addResults(const QJsonArray &filters)
    {
        QJsonArray words;
        for (const QJsonValue &filter : filters) {
            for (const QJsonValue &word : filter.toObject().value("result"_L1).toArray()) {
                if (!words.contains(word))
                    words.append(word);
            }
        }
        m_filter.insert(u"result"_s, words);
    }

    std::map<Field, QJsonArray> m_fields;
    QJsonArray m_each;
    QJsonArray m_not;
    QJsonObject m_filter;
};

/// Terms of a filter with one member, or nothing.
std::vector<FilterTerm> simpleTerms(const QJsonObject &json, bool exclude)
{
    std::vector<FilterTerm> terms;
    if (json.size() != 1)
        return terms;
    const QString key = json.begin().key();
    const QJsonValue value = json.begin().value();
    for (const Member &member : kMembers) {
        if (key == member.name)
            terms.push_back({member.field, value.toString(), exclude});
    }
    if (key == "rule"_L1)
        terms.push_back({Field::Rule, QString::number(value.toInt() + 1), exclude});
    else if (key == "from"_L1 || key == "to"_L1)
        terms.push_back({key == "from"_L1 ? Field::From : Field::To, value.toString(), exclude});
    else if (key == "result"_L1) {
        for (const QJsonValue &word : value.toArray())
            terms.push_back({Field::Result, word.toString(), exclude});
    }
    return terms;
}

std::optional<FilterTerm> regexTerm(const QJsonArray &filters)
{
    if (filters.size() != static_cast<qsizetype>(kRegexMembers.size()))
        return {};
    const QString value = filters.first().toObject().value(kRegexMembers.front()).toString();
    for (std::size_t i = 0; i < kRegexMembers.size(); ++i) {
        if (filters[static_cast<qsizetype>(i)].toObject() != regexObject(value, kRegexMembers[i]))
            return {};
    }
    return FilterTerm{Field::Regex, value, false};
}

void append(std::vector<FilterTerm> &terms, const std::vector<FilterTerm> &more)
{
    terms.insert(terms.end(), more.begin(), more.end());
}

std::vector<FilterTerm> guessTerms(const QJsonObject &json)
{
    std::vector<FilterTerm> terms;
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (it.key() != "not"_L1)
            append(terms, simpleTerms({{it.key(), it.value()}}, false));
    }
    for (const QJsonValue &item : json.value("not"_L1).toArray()) {
        const QJsonObject filter = item.toObject();
        if (!filter.contains("not"_L1)) {
            append(terms, simpleTerms(filter, true));
            continue;
        }
        const QJsonArray alternatives = filter.value("not"_L1).toArray();
        if (const auto regex = regexTerm(alternatives)) {
            terms.push_back(*regex);
            continue;
        }
        for (const QJsonValue &alternative : alternatives)
            append(terms, simpleTerms(alternative.toObject(), false));
    }
    return terms;
}

EventFilter filterOf(const std::vector<FilterTerm> &terms, const QDateTime &now, QString *problem)
{
    FilterBuilder builder;
    for (const FilterTerm &term : terms) {
        const TermReading reading(term, now);
        if (!reading.filters().isEmpty())
            builder.add(term, reading.filters());
        if (problem != nullptr && problem->isEmpty())
            *problem = reading.problem();
    }
    return builder.filter();
}

} // namespace

Parsed parse(const QString &text, const QDateTime &now)
{
    Parsed parsed;
    parsed.terms = FilterTerm::read(text);
    parsed.filter = filterOf(parsed.terms, now, &parsed.problem);
    return parsed;
}

std::vector<FilterTerm> termsOf(const EventFilter &filter)
{
    const QJsonObject json = filter.toJson();
    std::vector<FilterTerm> terms = guessTerms(json);
    if (json.isEmpty() || filterOf(terms, QDateTime::currentDateTime(), nullptr) == filter)
        return terms;
    const QByteArray text = QJsonDocument(json).toJson(QJsonDocument::Compact);
    return {{Field::Raw, QString::fromUtf8(text), false}};
}

QString exactly(const QString &value)
{
    QString out;
    for (const QChar c : value) {
        // A slash at the front would begin an expression.
        if (u"*?[\\"_s.contains(c) || (c == u'/' && out.isEmpty()))
            out += u'\\';
        out += c;
    }
    return out;
}

QList<QPair<QString, QString>> help()
{
    return {{u"user:alice"_s, Tr::tr("requests of this user; user:\"\" for anonymous ones")},
            {u"client:10.0.0.0/8"_s, Tr::tr("from this address or network")},
            {u"result:denied"_s, Tr::tr("granted, partly-granted, denied, login-failed, "
                                        "bad-request, busy or error")},
            {u"name:team/*"_s, Tr::tr("a repository; * stands for any characters")},
            {u"type:registry"_s, Tr::tr("a type of resource")},
            {u"service:registry.example.com"_s, Tr::tr("for this service")},
            {u"rule:4"_s, Tr::tr("decided by the fourth rule")},
            {u"from:15m to:14:30"_s,
             Tr::tr("a time: minutes ago (s, h, d too), today, 2026-01-31, or 2026-01-31T09:00")},
            {u"/^team[0-9]+/"_s, Tr::tr("an expression over user, service, type and name")},
            {u"name:/^team/"_s, Tr::tr("an expression over one field")},
            {u"\"two words\""_s, Tr::tr("found anywhere, in this order")},
            {u"-user:ci"_s, Tr::tr("not this; any of the above can be excluded")}};
}

} // namespace wharfgate::gui::filtertext

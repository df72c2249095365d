// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/UserQuery.h"

#include "gui/models/UserFacts.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

constexpr std::array<std::pair<QStringView, UserQuery::Field>, 5> kFields = {{
    {u"name", UserQuery::Field::Name},
    {u"user", UserQuery::Field::Name},
    {u"account", UserQuery::Field::Name},
    {u"label", UserQuery::Field::Label},
    {u"is", UserQuery::Field::Is},
}};

constexpr std::array<std::pair<QStringView, UserQuery::Property>, 5> kProperties = {{
    {u"enabled", UserQuery::Property::Enabled},
    {u"locked", UserQuery::Property::Locked},
    {u"disabled", UserQuery::Property::Locked},
    {u"nopassword", UserQuery::Property::NoPassword},
    {u"weak", UserQuery::Property::Weak},
}};

QStringList wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    bool isQuoted = false;
    for (const QChar c : text) {
        if (c == u'"') {
            isQuoted = !isQuoted;
        } else if (c.isSpace() && !isQuoted) {
            words << std::exchange(word, {});
        } else {
            word += c;
        }
    }
    words << word;
    words.removeAll(QString());
    return words;
}

bool contains(const std::string &text, const QString &part)
{
    return QString::fromStdString(text).contains(part, Qt::CaseInsensitive);
}

bool hasProperty(UserQuery::Property property, const config::User &user)
{
    switch (property) {
    case UserQuery::Property::Enabled:
        return !users::isLocked(user);
    case UserQuery::Property::Locked:
        return users::isLocked(user);
    case UserQuery::Property::NoPassword:
        return users::hasNoPassword(user);
    case UserQuery::Property::Weak:
        return users::isWeak(user);
    case UserQuery::Property::None:
        break;
    }
    return true;
}

/// "group=dev" is that value exactly, "group" any label with this in its name or values.
bool hasLabel(const acl::Labels &labels, const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    if (equals > 0) {
        const auto found = labels.find(text.left(equals).toStdString());
        const QString wanted = text.mid(equals + 1);
        return found != labels.end() &&
               std::any_of(found->second.begin(), found->second.end(), [&](const auto &value) {
                   return wanted.isEmpty() ||
                          QString::fromStdString(value).compare(wanted, Qt::CaseInsensitive) == 0;
               });
    }
    return std::any_of(labels.begin(), labels.end(), [&](const auto &label) {
        return contains(label.first, text) ||
               std::any_of(label.second.begin(), label.second.end(),
                           [&](const auto &value) { return contains(value, text); });
    });
}

bool holds(const UserQuery::Term &term, const std::string &name, const config::User &user)
{
    switch (term.field) {
    case UserQuery::Field::Is:
        return hasProperty(term.property, user);
    case UserQuery::Field::Label:
        return hasLabel(user.labels, term.text);
    case UserQuery::Field::Name:
        return contains(name, term.text);
    case UserQuery::Field::Any:
        break;
    }
    return contains(name, term.text) || hasLabel(user.labels, term.text) ||
           (name.empty() && users::shownName(name).contains(term.text, Qt::CaseInsensitive));
}

} // namespace

UserQuery UserQuery::parse(const QString &text)
{
    UserQuery query;
    for (QString word : wordsOf(text)) {
        Term term;
        if (word.size() > 1 && word.startsWith(u'-')) {
            term.isNegated = true;
            word.remove(0, 1);
        }
        const qsizetype colon = word.indexOf(u':');
        const QStringView name = QStringView(word).left(colon < 0 ? 0 : colon);
        for (const auto &[known, field] : kFields) {
            if (name.compare(known, Qt::CaseInsensitive) == 0)
                term.field = field;
        }
        term.text = term.field == Field::Any ? word : word.mid(colon + 1);
        if (term.text.isEmpty())
            continue; // still being typed
        if (term.field == Field::Is) {
            for (const auto &[known, property] : kProperties) {
                if (term.text.compare(known, Qt::CaseInsensitive) == 0)
                    term.property = property;
            }
            if (term.property == Property::None) {
                query.unknown << term.text;
                continue;
            }
        }
        query.terms.push_back(std::move(term));
    }
    return query;
}

bool UserQuery::matches(const std::string &name, const config::User &user) const
{
    return std::all_of(terms.begin(), terms.end(),
                       [&](const Term &term) { return holds(term, name, user) != term.isNegated; });
}

} // namespace wharfgate::gui

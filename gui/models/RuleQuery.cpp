// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/RuleQuery.h"

#include <QStringList>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

constexpr std::array<std::pair<QStringView, RuleQuery::Field>, 10> kFields = {{
    {u"account", RuleQuery::Field::Account},
    {u"user", RuleQuery::Field::Account},
    {u"type", RuleQuery::Field::Type},
    {u"name", RuleQuery::Field::Name},
    {u"service", RuleQuery::Field::Service},
    {u"ip", RuleQuery::Field::Ip},
    {u"label", RuleQuery::Field::Label},
    {u"action", RuleQuery::Field::Action},
    {u"comment", RuleQuery::Field::Comment},
    {u"is", RuleQuery::Field::Is},
}};

constexpr std::array<std::pair<QStringView, RuleQuery::Property>, 5> kProperties = {{
    {u"enabled", RuleQuery::Property::Enabled},
    {u"disabled", RuleQuery::Property::Disabled},
    {u"unused", RuleQuery::Property::Unused},
    {u"warning", RuleQuery::Property::Warning},
    {u"deny", RuleQuery::Property::Deny},
}};

/// Words apart at spaces that are not within quotes, which are left out.
QStringList wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    bool isQuoted = false;
    bool hasWord = false;
    for (const QChar c : text) {
        if (c == u'"') {
            isQuoted = !isQuoted;
        } else if (c.isSpace() && !isQuoted) {
            if (hasWord)
                words << std::exchange(word, {});
            hasWord = false;
            continue;
        } else {
            word += c;
        }
        hasWord = true;
    }
    if (hasWord)
        words << word;
    return words;
}

} // namespace

RuleQuery RuleQuery::parse(const QString &text)
{
    RuleQuery query;
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

} // namespace wharfgate::gui

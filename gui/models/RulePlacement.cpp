// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/RulePlacement.h"

#include "shared/acl/AccessList.h"
#include "shared/acl/Coverage.h"

#include <QCoreApplication>

namespace wharfgate::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RulePlacement)
};

/// The one text that a condition matches, if there is only one.
std::optional<std::string> onlyMatch(const std::optional<acl::Pattern> &pattern)
{
    if (!pattern || pattern->isRegex() || !pattern->isStatic() || !pattern->glob().isLiteral())
        return std::nullopt;
    return pattern->glob().literal();
}

/// The request that a rule of literal conditions is about.
std::optional<acl::Request> requestOf(const config::ConfigurationText &content,
                                      const acl::RuleShape &shape)
{
    const auto account = onlyMatch(shape.field(acl::Field::Account));
    const auto name = onlyMatch(shape.field(acl::Field::Name));
    if (!account || !name)
        return std::nullopt;
    acl::Request request;
    request.account = *account;
    request.type = onlyMatch(shape.field(acl::Field::Type)).value_or("repository");
    request.name = *name;
    request.service = onlyMatch(shape.field(acl::Field::Service)).value_or(std::string());
    if (shape.network)
        request.ip = shape.network->address();
    const auto &users = content.configuration()->users;
    if (const auto user = users.find(request.account); user != users.end())
        request.labels = user->second.labels;
    return request;
}

/// Row of the rule that decides now, if one does.
std::optional<std::size_t> decidingRow(const config::ConfigurationText &content,
                                       const acl::RuleShape &shape)
{
    const auto request = requestOf(content, shape);
    if (!request || !content.configuration()->acl)
        return std::nullopt;
    const auto compiled = acl::AccessList::compile(*content.configuration()->acl);
    if (!compiled.list)
        return std::nullopt;
    const auto rule = compiled.list->decide(*request).rule;
    return rule ? config::rowOfRuleIndex(content.rules(), *rule) : std::nullopt;
}

} // namespace

RulePlace placeFor(const config::ConfigurationText &content, const config::RuleEntry &entry)
{
    const auto &rules = content.rules();
    RulePlace place{rules.size(), Words::tr("At the end: no rule above leaves it nothing to do.")};
    if (content.configuration() == nullptr)
        return place;
    const acl::RuleShape shape = acl::shapeOf(entry.rule);
    if (!shape.isSound)
        return place;
    if (const auto row = decidingRow(content, shape)) {
        place.row = *row;
        place.reason =
            Words::tr("Above rule %1, the first rule that matches this request.").arg(*row + 1);
    }
    for (std::size_t row = 0; row < place.row; ++row) {
        if (!rules[row].isEnabled || !acl::covers(acl::shapeOf(rules[row].rule), shape))
            continue;
        place.row = row;
        place.reason = Words::tr("Above rule %1, which matches everything that the new rule does.")
                           .arg(row + 1);
    }
    return place;
}

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/RulePlacement.h"

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

} // namespace

void RulePlacement::compile(const config::ConfigurationText &content)
{
    if (m_content && &m_content->text() == &content.text())
        return;
    m_content = content; // keeps the text that is compared with
    m_list.reset();
    m_shapes.clear();
    if (content.configuration() == nullptr)
        return;
    if (content.configuration()->acl)
        m_list = acl::AccessList::compile(*content.configuration()->acl).list;
    for (const config::RuleEntry &entry : content.rules())
        m_shapes.push_back(entry.isEnabled ? std::optional(acl::shapeOf(entry.rule))
                                           : std::nullopt);
}

/// Row of the rule that decides now, if one does.
std::optional<std::size_t> RulePlacement::decidingRow(const acl::RuleShape &shape) const
{
    const auto request = m_list ? requestOf(*m_content, shape) : std::nullopt;
    if (!request)
        return std::nullopt;
    const auto rule = m_list->decide(*request).rule;
    return rule ? config::rowOfRuleIndex(m_content->rules(), *rule) : std::nullopt;
}

RulePlace RulePlacement::placeFor(const config::ConfigurationText &content,
                                  const config::RuleEntry &entry)
{
    compile(content);
    RulePlace place{content.rules().size(),
                    Words::tr("At the end: no rule above leaves it nothing to do.")};
    const acl::RuleShape shape = acl::shapeOf(entry.rule);
    if (content.configuration() == nullptr || !shape.isSound)
        return place;
    if (const auto row = decidingRow(shape)) {
        place.row = *row;
        place.reason = Words::tr("Above rule %1, the first rule that matches this request.")
                           .arg(config::ruleNumber(content.rules(), *row));
    }
    for (std::size_t row = 0; row < place.row; ++row) {
        if (!m_shapes[row] || !acl::covers(*m_shapes[row], shape))
            continue;
        place.row = row;
        place.reason = Words::tr("Above rule %1, which matches everything that the new rule does.")
                           .arg(config::ruleNumber(content.rules(), row));
    }
    return place;
}

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/CompiledRules.h"

namespace wharfgate::gui {

CompiledRules::CompiledRules(config::ConfigurationText text, acl::AccessList list)
    : m_text(std::move(text))
    , m_list(std::move(list))
    , m_tests(*m_text.configuration())
{}

std::shared_ptr<const CompiledRules> CompiledRules::compile(const config::ConfigurationText &text)
{
    if (text.configuration() == nullptr)
        return nullptr;
    auto compiled =
        acl::AccessList::compile(text.configuration()->acl.value_or(std::vector<acl::Rule>()));
    if (!compiled.list)
        return nullptr; // reading would have refused such a text
    return std::shared_ptr<const CompiledRules>(new CompiledRules(text, std::move(*compiled.list)));
}

acl::Labels CompiledRules::labelsOf(const std::string &account) const
{
    const auto user = configuration().users.find(account);
    return user == configuration().users.end() ? acl::Labels() : user->second.labels;
}

} // namespace wharfgate::gui

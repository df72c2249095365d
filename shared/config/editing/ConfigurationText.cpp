// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/ConfigurationText.h"

#include "shared/config/Check.h"
#include "shared/config/editing/RuleReader.h"
#include "shared/config/editing/Source.h"

#include <algorithm>
#include <tuple>

namespace wharfgate::config {

ConfigurationText ConfigurationText::read(std::string text, std::string file)
{
    auto data = std::make_shared<Data>();
    data->file = std::move(file);
    data->text = std::move(text);
    auto document = YamlDocument::parse(data->text);
    data->result = readConfiguration(document, data->text, data->file);
    if (!data->result.configuration)
        return ConfigurationText(std::move(data));

    const Configuration &configuration = *data->result.configuration;
    auto source = std::make_shared<editing::Source>(data->text, std::move(*document));
    data->rules = editing::readRuleEntries(
        *source, configuration.acl.value_or(std::vector<acl::Rule>()), data->file);
    data->source = std::move(source);
    return ConfigurationText(std::move(data));
}

const std::vector<Problem> &ConfigurationText::problems() const
{
    std::call_once(m_data->adviceFlag, [this] {
        std::vector<Problem> problems = m_data->result.problems;
        if (const Configuration *const read = configuration()) {
            for (Problem &advice : lintConfiguration(*read))
                problems.push_back(std::move(advice));
        }
        std::stable_sort(problems.begin(), problems.end(), [](const Problem &a, const Problem &b) {
            return std::tie(a.position.line, a.position.column) <
                   std::tie(b.position.line, b.position.column);
        });
        m_data->problems = std::move(problems);
    });
    return m_data->problems;
}

} // namespace wharfgate::config

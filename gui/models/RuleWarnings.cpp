// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/RuleWarnings.h"

#include "gui/widgets/Texts.h"
#include "shared/base/Text.h"

#include <QCoreApplication>

#include <charconv>
#include <string_view>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

/// Collects the warnings of one content.
class WarningCollector
{
    Q_DECLARE_TR_FUNCTIONS(RuleWarnings)

public:
    explicit WarningCollector(const config::ConfigurationText &content)
        : m_content(content)
    {
        for (std::size_t row = 0; row < content.rules().size(); ++row) {
            if (content.rules()[row].isEnabled)
                m_rowOfIndex.push_back(row);
        }
    }

    RuleWarnings run()
    {
        for (const config::Problem &problem : m_content.problems())
            addProblem(problem);
        findUnknownUsers();
        return std::move(m_warnings);
    }

private:
    void addProblem(const config::Problem &problem);
    RuleWarning unreachable(const config::Problem &problem, std::size_t row,
                            std::size_t causeIndex);
    void findUnknownUsers();

    const config::ConfigurationText &m_content;
    std::vector<std::size_t> m_rowOfIndex;
    RuleWarnings m_warnings;
};

void WarningCollector::addProblem(const config::Problem &problem)
{
    constexpr std::string_view kStart = "acl[";
    const std::string_view key = problem.key;
    if (!key.starts_with(kStart))
        return;
    std::size_t index = 0;
    const char *const end = key.data() + key.size();
    const auto number = std::from_chars(key.data() + kStart.size(), end, index);
    if (number.ec != std::errc() || number.ptr == end || *number.ptr != ']' ||
        index >= m_rowOfIndex.size())
        return;
    std::string_view field(number.ptr + 1, static_cast<std::size_t>(end - number.ptr - 1));
    if (field.starts_with('.'))
        field.remove_prefix(1);

    std::size_t row = m_rowOfIndex[index];
    if (problem.causeRule && *problem.causeRule < m_rowOfIndex.size()) {
        m_warnings[row].push_back(unreachable(problem, row, *problem.causeRule));
        return;
    }
    // Advice on what the rules as a whole leave out is reported at the last one.
    if (field.empty() && problem.severity == config::Problem::Severity::Lint)
        row = m_content.rules().size();
    m_warnings[row].push_back(
        {problem.severity, texts::shown(problem.message), texts::shown(problem.remedy),
         QString::fromUtf8(field.data(), qsizetype(field.size())), std::nullopt});
}

RuleWarning WarningCollector::unreachable(const config::Problem &problem, std::size_t row,
                                          std::size_t causeIndex)
{
    const std::size_t cause = m_rowOfIndex[causeIndex];
    const acl::Rule &rule = m_content.rules()[row].rule;
    const acl::Rule &other = m_content.rules()[cause].rule;
    const bool isCopy = rule.match == other.match && rule.actions == other.actions;
    const QString number = QString::number(causeIndex + 1);
    return {problem.severity,
            isCopy ? tr("Duplicate of rule %1.").arg(number)
                   : tr("Never reached: rule %1 matches first.").arg(number),
            isCopy ? tr("Delete one of them.") : tr("Move it above that rule, or delete it."),
            {},
            cause};
}

void WarningCollector::findUnknownUsers()
{
    const config::Configuration *const configuration = m_content.configuration();
    // An external program may know anybody.
    if (configuration == nullptr || configuration->extAuth || configuration->users.empty())
        return;
    std::vector<std::string_view> names;
    for (const auto &[name, user] : configuration->users)
        names.push_back(name);
    for (const std::size_t row : m_rowOfIndex) {
        const auto &account = m_content.rules()[row].rule.match.account;
        if (!account || account->empty() || configuration->users.contains(*account) ||
            account->find_first_of("*?[\\/$") != std::string::npos)
            continue;
        const std::string_view near = text::nearest(*account, names);
        m_warnings[row].push_back({config::Problem::Severity::Lint,
                                   tr("No user is called %1.").arg(texts::shown(*account, 80)),
                                   near.empty()
                                       ? tr("Add the user, or correct the account.")
                                       : tr("Did you mean %1?").arg(texts::shown(near, 80)),
                                   u"match.account"_s, std::nullopt});
    }
}

} // namespace

RuleWarnings warningsOf(const config::ConfigurationText &content)
{
    return WarningCollector(content).run();
}

} // namespace wharfgate::gui

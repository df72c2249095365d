// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/shell/Navigator.h"

#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace wharfgate::test {

/// Remembers where pages wanted to go.
class RecordingNavigator final : public gui::Navigator
{
public:
    struct NewRule
    {
        config::RuleEntry prefilled;
        std::optional<std::size_t> row;
        QString reason;
    };

    void showPage(gui::PageId page) override { pages.push_back(page); }
    void showUser(const QString &name) override { users.append(name); }
    void showRule(std::size_t row) override { rules.push_back(row); }
    void createRule(const config::RuleEntry &prefilled, std::optional<std::size_t> row,
                    const QString &reason) override
    {
        newRules.push_back({prefilled, row, reason});
    }
    void testRequest(const acl::Request &request) override { requests.push_back(request); }
    void showPermissionsOf(const QString &account) override { permissions.append(account); }
    void showLog(const events::EventFilter &filter) override { filters.push_back(filter); }
    void showCertificate(const QString &role) override { certificates.append(role); }
    void showProblem(const config::Problem &problem) override { problems.push_back(problem); }
    void showText(int line, int column) override { texts.emplace_back(line, column); }

    std::vector<gui::PageId> pages;
    QStringList users;
    std::vector<std::size_t> rules;
    std::vector<NewRule> newRules;
    std::vector<acl::Request> requests;
    QStringList permissions;
    std::vector<events::EventFilter> filters;
    QStringList certificates;
    std::vector<config::Problem> problems;
    std::vector<std::pair<int, int>> texts;
};

} // namespace wharfgate::test

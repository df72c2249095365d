// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/PermissionMatrix.h"

#include "shared/acl/Pattern.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

PermissionMatrix::Row rowOf(const CompiledRules &rules, const PermissionMatrix::Question &question,
                            const PermissionMatrix::Subject &subject)
{
    acl::Request request;
    request.account = subject.account;
    request.type = subject.type;
    request.name = subject.name;
    request.service = question.service;
    request.ip = question.ip;
    request.labels = rules.labelsOf(subject.account);
    request.actions = {"pull", "push", "delete"};
    const acl::Decision decision = rules.list().decide(request);
    PermissionMatrix::Row row{subject, {}};
    for (const std::string &action : request.actions) {
        const bool isGranted = std::find(decision.actions.begin(), decision.actions.end(),
                                         action) != decision.actions.end();
        row.cells.push_back({isGranted, decision.rule});
    }
    if (question.kind == PermissionMatrix::Kind::Accounts) {
        request.type = "registry";
        request.name = "catalog";
        request.actions = {"*"};
        const acl::Decision catalog = rules.list().decide(request);
        row.cells.push_back({!catalog.actions.empty(), catalog.rule});
    }
    return row;
}

} // namespace

PermissionMatrix PermissionMatrix::compute(const CompiledRules &rules, const Question &question,
                                           Progress &progress)
{
    PermissionMatrix matrix;
    matrix.kind = question.kind;
    matrix.actions = {u"pull"_s, u"push"_s, u"delete"_s};
    if (question.kind == Kind::Accounts)
        matrix.actions << u"catalog"_s;
    matrix.rows.reserve(question.subjects.size());
    for (const Subject &subject : question.subjects) {
        if (progress.isCancelled)
            return matrix;
        matrix.rows.push_back(rowOf(rules, question, subject));
        ++progress.done;
    }
    matrix.isComplete = true;
    return matrix;
}

PermissionMatrix::Question PermissionMatrix::whoCan(const CompiledRules &rules,
                                                    const std::string &name)
{
    Question question;
    question.subjects.push_back({{}, "repository", name});
    for (const auto &[account, user] : rules.configuration().users) {
        if (!account.empty())
            question.subjects.push_back({account, "repository", name});
    }
    return question;
}

PermissionMatrix::Question PermissionMatrix::whatCan(const CompiledRules &rules,
                                                     const std::string &account,
                                                     const std::vector<std::string> &extra)
{
    std::set<std::string> names(extra.begin(), extra.end());
    for (const config::RuleEntry &entry : rules.text().rules()) {
        const acl::MatchConditions &match = entry.rule.match;
        if (!match.name || (match.type && *match.type != "repository"))
            continue;
        std::string name = *match.name;
        // "${account}/app" names a repository of this account.
        constexpr std::string_view kAccount = "${account}";
        if (const std::size_t at = name.find(kAccount);
            at != std::string::npos && !acl::isRegexPattern(name))
            name.replace(at, kAccount.size(), acl::quotedForPattern(account));
        const acl::Pattern pattern(name);
        if (!pattern.isRegex() && pattern.isStatic() && pattern.glob().isLiteral())
            names.insert(pattern.glob().literal());
    }
    for (const config::TestCase &test : rules.configuration().tests) {
        if (test.type == "repository")
            names.insert(test.name);
    }
    names.erase(std::string());
    Question question;
    question.kind = Kind::Resources;
    question.subjects.push_back({account, "registry", "catalog"});
    for (const std::string &name : names)
        question.subjects.push_back({account, "repository", name});
    return question;
}

} // namespace wharfgate::gui

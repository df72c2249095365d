// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/CompiledRules.h"
#include "shared/acl/IpAddress.h"

#include <QString>
#include <QStringList>

#include <atomic>
#include <optional>
#include <string>
#include <vector>

namespace wharfgate::gui {

/// Who may do what: many requests at once, decided by the same rules as the daemon's.
struct PermissionMatrix
{
    /// One line: an account for a resource, or a resource for an account.
    struct Subject
    {
        std::string account; // empty: anonymous
        std::string type = "repository";
        std::string name;
    };
    struct Cell
    {
        bool isGranted = false;
        std::optional<std::size_t> rule; // index of the deciding one
    };
    struct Row
    {
        Subject subject;
        std::vector<Cell> cells; // by column
    };
    enum class Kind
    {
        Accounts, ///< rows are accounts, for one repository
        Resources ///< rows are resources, for one account
    };
    struct Question
    {
        Kind kind = Kind::Accounts;
        std::vector<Subject> subjects;
        std::string service;
        std::optional<acl::IpAddress> ip;
    };
    /// Shared with the thread that computes.
    struct Progress
    {
        std::atomic<int> done = 0;
        std::atomic<bool> isCancelled = false;
    };

    Kind kind = Kind::Accounts;
    QStringList actions; // the columns: "pull", "push", "delete", and "catalog" for accounts
    std::vector<Row> rows;
    bool isComplete = false; // false: cancelled

    static PermissionMatrix compute(const CompiledRules &rules, const Question &question,
                                    Progress &progress);
    /// All users, and who has no account, for this repository.
    static Question whoCan(const CompiledRules &rules, const std::string &name);
    /// The repositories that rules and test cases name, and `extra`, for this account.
    static Question whatCan(const CompiledRules &rules, const std::string &account,
                            const std::vector<std::string> &extra);
};

} // namespace wharfgate::gui

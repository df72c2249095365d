// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/Request.h"
#include "shared/config/Problem.h"
#include "shared/config/editing/RuleEntry.h"
#include "shared/events/EventFilter.h"

#include <QString>

#include <optional>

namespace wharfgate::gui {

enum class PageId
{
    Overview,
    Users,
    Rules,
    Certificates,
    Log,
    Registry
};

/// Ways from one page to a place on another. Implemented by the main window.
class Navigator
{
public:
    virtual ~Navigator() = default;
    virtual void showPage(PageId page) = 0;
    virtual void showUser(const QString &name) = 0;
    /// Row of Workspace's rules.
    virtual void showRule(std::size_t row) = 0;
    /// Opens the editor of a new rule above `row` (absent: a sensible place is chosen); nothing is
    /// staged before the user confirms.
    virtual void createRule(const config::RuleEntry &prefilled, std::optional<std::size_t> row,
                            const QString &reason) = 0;
    /// Fills in and runs Test a Request.
    virtual void testRequest(const acl::Request &request) = 0;
    /// Who Can Do What, for this account.
    virtual void showPermissionsOf(const QString &account) = 0;
    virtual void showLog(const events::EventFilter &filter) = 0;
    virtual void showCertificate(const QString &role) = 0;
    /// The place that a problem is about: a rule, a user, a certificate, or the text.
    virtual void showProblem(const config::Problem &problem) = 0;
    virtual void showText(int line, int column) = 0;
};

} // namespace wharfgate::gui

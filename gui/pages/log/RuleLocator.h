// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/events/AuthEvent.h"

#include <QDateTime>
#include <QString>

#include <cstddef>
#include <optional>

namespace wharfgate::gui {

class Session;
class Workspace;

/// Finds the rule that decided an entry of the log among the rules of the working copy, or says why
/// it cannot: rules change, and an index of then may mean another rule now.
class RuleLocator
{
public:
    struct Place
    {
        std::optional<std::size_t> row; // of Workspace's rules
        QString reason;                 // why there is none, one sentence and what to do
    };

    RuleLocator(const Workspace &workspace, const Session &session);

    /// `rulesChanged`: when the rules changed last as far as the log says; invalid: not known.
    Place locate(const events::AuthEvent &event, const events::ScopeOutcome &scope,
                 const QDateTime &rulesChanged) const;
    /// The scope that matters most: the first with refused actions, else the first.
    static const events::ScopeOutcome *mainScope(const events::AuthEvent &event);

private:
    QDateTime lastChange(const QDateTime &rulesChanged) const;

    const Workspace &m_workspace;
    const Session &m_session;
};

} // namespace wharfgate::gui

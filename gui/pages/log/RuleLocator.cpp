// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/RuleLocator.h"

#include "gui/client/Session.h"
#include "gui/models/EventCells.h"
#include "gui/workspace/Workspace.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace wharfgate::gui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(wharfgate::gui::RuleLocator)
};

std::size_t distance(std::size_t a, std::size_t b)
{
    return a > b ? a - b : b - a;
}

} // namespace

RuleLocator::RuleLocator(const Workspace &workspace, const Session &session)
    : m_workspace(workspace)
    , m_session(session)
{}

const events::ScopeOutcome *RuleLocator::mainScope(const events::AuthEvent &event)
{
    if (event.scopes.empty())
        return nullptr;
    const auto refused = std::find_if(event.scopes.begin(), event.scopes.end(),
                                      [](const events::ScopeOutcome &scope) {
                                          return scope.granted.size() < scope.requested.size();
                                      });
    return refused == event.scopes.end() ? &event.scopes.front() : &*refused;
}

QDateTime RuleLocator::lastChange(const QDateTime &rulesChanged) const
{
    QDateTime last = rulesChanged;
    if (const auto &status = m_session.status(); m_session.hasDaemon() && status) {
        const DaemonStatus::Reload &reload = status->lastReload;
        if (reload.ok && reload.time.isValid() && (!last.isValid() || reload.time > last))
            last = reload.time;
    }
    return last;
}

RuleLocator::Place RuleLocator::locate(const events::AuthEvent &event,
                                       const events::ScopeOutcome &scope,
                                       const QDateTime &rulesChanged) const
{
    if (!scope.rule) {
        if (!scope.authorizer.empty() && scope.authorizer != "acl")
            return {{}, Tr::tr("No access rule decided this: an external program did.")};
        return {{},
                Tr::tr("No rule matched, so nothing was granted. Create a rule from this entry "
                       "to allow it.")};
    }
    const QDateTime changed = lastChange(rulesChanged);
    if (changed.isValid() && eventcells::timeOf(event) < changed)
        return {{},
                Tr::tr("The rules have changed since this entry (%1). Test this request to see "
                       "which rule decides now.")
                    .arg(QLocale().toString(changed.toLocalTime(), QLocale::ShortFormat))};
    if (!m_workspace.isOpen())
        return {{}, Tr::tr("No configuration is open.")};

    const auto &inForce = m_workspace.base().rules();
    const auto baseRow = config::rowOfRuleIndex(inForce, *scope.rule);
    // The comment went into the entry when it was decided.
    if (!baseRow || inForce[*baseRow].rule.comment != scope.ruleComment)
        return {{},
                Tr::tr("The rule that decided does not exist any more. Test this request to "
                       "see which rule decides now.")};

    const auto &rules = m_workspace.content().rules();
    std::optional<std::size_t> nearest;
    for (std::size_t row = 0; row < rules.size(); ++row) {
        const bool nearer = !nearest || distance(row, *baseRow) < distance(*nearest, *baseRow);
        if (rules[row] == inForce[*baseRow] && nearer)
            nearest = row;
    }
    if (!nearest)
        return {{}, Tr::tr("The rule was changed or removed by changes that are not applied yet.")};
    return {nearest, {}};
}

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/RuleEvaluator.h"

#include "gui/client/InPool.h"
#include "gui/workspace/Workspace.h"

namespace wharfgate::gui {

RuleEvaluator::RuleEvaluator(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    // A burst of edits (undo held down) is one change.
    m_delay.setSingleShot(true);
    m_delay.setInterval(50);
    connect(&m_delay, &QTimer::timeout, this, &RuleEvaluator::changed);
    connect(&workspace, &Workspace::contentChanged, &m_delay, qOverload<>(&QTimer::start));
    connect(&workspace, &Workspace::baseChanged, &m_delay, qOverload<>(&QTimer::start));
}

RuleEvaluator::Rules RuleEvaluator::staged()
{
    return get(m_staged, m_workspace.content());
}

RuleEvaluator::Rules RuleEvaluator::base()
{
    return get(m_base, m_workspace.base());
}

RuleEvaluator::Rules RuleEvaluator::get(Slot &slot, const config::ConfigurationText &content)
{
    if (slot.isKnown && slot.text == content.text())
        return slot.rules;
    // Some 10 ms.
    constexpr std::size_t kAtOnce = 1000;
    slot.text = content.text();
    slot.isKnown = true;
    slot.rules = nullptr;
    slot.isBusy = content.rules().size() > kAtOnce;
    const int generation = ++slot.generation;
    if (!slot.isBusy) {
        slot.rules = CompiledRules::compile(content);
        return slot.rules;
    }
    runInPool(
        this, [content] { return CompiledRules::compile(content); },
        [this, &slot, generation](Rules rules) {
            if (generation != slot.generation)
                return; // a newer text is on its way
            slot.rules = std::move(rules);
            slot.isBusy = false;
            Q_EMIT changed();
        });
    return nullptr;
}

} // namespace wharfgate::gui

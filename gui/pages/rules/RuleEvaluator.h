// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/CompiledRules.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace wharfgate::gui {

class Workspace;

/// The compiled rules of the working copy and of the base: made when somebody needs them, beside
/// the user interface if there are many, and anew when the text changes.
class RuleEvaluator final : public QObject
{
    Q_OBJECT

public:
    explicit RuleEvaluator(Workspace &workspace, QObject *parent = nullptr);

    using Rules = std::shared_ptr<const CompiledRules>;
    /// Null while being compiled (changed() follows), or if the text has no configuration.
    Rules staged();
    Rules base();
    bool isBusy() const { return m_staged.isBusy || m_base.isBusy; }

Q_SIGNALS:
    /// staged() or base() is another one now.
    void changed();

private:
    struct Slot
    {
        std::string text; // what `rules` or the work under way was made from
        Rules rules;
        bool isKnown = false;
        bool isBusy = false;
        int generation = 0;
    };
    Rules get(Slot &slot, const config::ConfigurationText &content);

    Workspace &m_workspace;
    Slot m_staged;
    Slot m_base;
    QTimer m_delay;
};

} // namespace wharfgate::gui

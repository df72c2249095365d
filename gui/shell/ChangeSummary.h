// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/ConfigurationText.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace wharfgate::gui {

/// What differs between two configurations, in sentences for people: rules added, removed, moved
/// and changed, users, other settings, and saved test cases whose verdict changes.
struct ChangeSummary
{
    /// A saved test case that the change makes fail, or pass, or decide otherwise.
    struct CaseEffect
    {
        QString title;
        QString before; // "pull, push (rule 3)"
        QString after;
        bool passes = false; // afterwards
        bool passedBefore = false;
    };
    QStringList rules;
    QStringList users;
    QStringList settings;
    std::vector<CaseEffect> effects;
    int casesRun = 0;
    int failing = 0; // afterwards, whether changed or not

    bool isEmpty() const { return rules.isEmpty() && users.isEmpty() && settings.isEmpty(); }
};

/// Both texts have configurations. Compiles both rule lists; pure, on any thread.
ChangeSummary summarizeChanges(const config::ConfigurationText &before,
                               const config::ConfigurationText &after);

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/CompiledRules.h"
#include "shared/acl/Decision.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace wharfgate::gui {

/// What one set of rules says to a tested request, as it is shown; from our own rules or from the
/// daemon.
struct TestedDecision
{
    struct PassedOver
    {
        std::size_t row = 0;    // among all rules
        std::size_t number = 0; // as config::ruleNumber() says
        QString reason;
        bool operator==(const PassedOver &) const = default;
    };
    QStringList granted;
    QStringList refused;
    std::optional<std::size_t> row; // of the deciding rule, disabled ones counted
    std::size_t number = 0;         // its, as config::ruleNumber() says
    bool grantsNothing = false;     // the deciding rule has no actions: an explicit denial
    QString comment;
    std::vector<PassedOver> passedOver;
    bool labelLimitExceeded = false;

    static TestedDecision decide(const CompiledRules &rules, const acl::Request &request);
    /// The result of `explain`, where `inForce` are the rules that it is about.
    static TestedDecision fromJson(const QJsonObject &decision,
                                   const std::vector<config::RuleEntry> &inForce);
    static QJsonObject toJson(const acl::Request &request, bool hasOwnLabels);

    /// Who decided and how, one sentence.
    QString sentence() const;
};

} // namespace wharfgate::gui

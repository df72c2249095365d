// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/Rule.h"

#include <QString>

#include <optional>
#include <string>

/// Access rules in the words of the people who write them.
namespace wharfgate::gui::rules {

/// What a rule does, as one sentence: "Anyone whose account is exactly alice may pull and push
/// repositories whose name matches alice/*." More follow where the rule needs explaining.
QString sentenceOf(const acl::Rule &rule);

/// Who a rule is about, for a table: "alice · from 10.0.0.0/8 · group=dev", or "anyone".
QString subjectOf(const acl::MatchConditions &match);
/// What a rule is about, for a table: "repository:alice/*", or "anything".
QString resourceOf(const acl::MatchConditions &match);

/// How a pattern of this text is compared, in a sentence or two.
QString explanationOf(const std::string &pattern);

/// As a form shows a condition: an absent one is empty, and the pattern that matches the empty text
/// only is `""`.
QString fieldText(const std::optional<std::string> &pattern);
/// The reverse.
std::optional<std::string> patternOfField(const QString &text);

} // namespace wharfgate::gui::rules

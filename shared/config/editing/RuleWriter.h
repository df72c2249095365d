// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/RuleEntry.h"
#include "shared/config/editing/Source.h"
#include "shared/config/editing/TreeWriter.h"

#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::config::editing {

/// How the rules of a file are written.
struct RuleStyle
{
    WritingStyle writing{.keyQuoting = Quoting::Plain};
    bool isInBraces = false; // - {match: …, actions: …}
    std::string dash = "- "; // with the blanks behind it
    bool isCommentFirst = false;

    /// As the rule `item` of the file is written.
    static RuleStyle of(const Source &source, YamlDocument::NodeId item);
};

/// What the keys of a rule shall hold; a condition that is absent shall not be there.
Tree treeOf(const acl::Rule &rule);

/// The lines of an entry as an item of a list in lines, without line ends: its note, the marker if
/// it is disabled, the rule.
std::vector<std::string> rowLines(const RuleEntry &entry, const RuleStyle &style,
                                  std::string_view indentation);
/// The rule as an item of a list in brackets.
std::string ruleInBraces(const acl::Rule &rule, const RuleStyle &style);

} // namespace wharfgate::config::editing

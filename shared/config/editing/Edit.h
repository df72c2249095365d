// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "shared/config/TestCase.h"
#include "shared/config/editing/ConfigurationText.h"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Edits of a configuration file that keep every byte they do not concern. Rows are positions in
/// ConfigurationText::rules(), disabled rules included.
namespace wharfgate::config {

/// New rules above row `row`; `row` may be the number of rows. Creates `acl:` if there is none.
struct InsertRules
{
    std::size_t row = 0;
    std::vector<RuleEntry> entries;
};
/// Comments directly above a rule go with it.
struct RemoveRules
{
    std::vector<std::size_t> rows; // ascending, each once
};
/// Takes the rows out and puts them, in their order, above what was row `before` (may be the number
/// of rows); comments directly above a rule move with it. `before` may lie within the rows.
struct MoveRules
{
    std::vector<std::size_t> rows; // ascending, each once
    std::size_t before = 0;
};
/// Writes only the parts of the rule that differ.
struct ReplaceRule
{
    std::size_t row = 0;
    RuleEntry entry;
};
/// A disabled rule is written as a comment that ConfigurationText::rules() reads back.
struct EnableRules
{
    std::vector<std::size_t> rows; // ascending, each once
    bool enable = true;
};

/// Adds a user, or changes the parts that differ of an existing one. Creates `users:` if needed.
struct PutUser
{
    std::string name;
    User user; // position plays no part
};
struct RemoveUsers
{
    std::vector<std::string> names;
};
/// Only the key in `users:`; rules that name the user are edits of their own.
struct RenameUser
{
    std::string from;
    std::string to;
};
/// Locking puts "!" before the hash; unlocking takes it away. A user without a password cannot be
/// locked without losing that: refused with the reason.
struct LockUsers
{
    std::vector<std::string> names;
    bool lock = true;
};
/// A label's name in `users:` and in the `labels:` conditions and ${labels:…} variables of rules.
struct RenameLabel
{
    std::string from;
    std::string to;
};
/// One scalar setting by its path ("token.expiration"); `value` is text as the file would hold it
/// unquoted, quoted where YAML needs it. Absent: the key is removed. Sections are created.
struct SetSetting
{
    std::string path;
    std::optional<std::string> value;
};
/// The whole `tests:` section; removed if empty.
struct SetTestCases
{
    std::vector<TestCase> cases;
};
/// The whole text, as typed into the text view or merged.
struct ReplaceText
{
    std::string text;
};

using Edit = std::variant<InsertRules, RemoveRules, MoveRules, ReplaceRule, EnableRules, PutUser,
                          RemoveUsers, RenameUser, LockUsers, RenameLabel, SetSetting, SetTestCases,
                          ReplaceText>;

/// Applies one edit and reads the result again: it is returned only if it parses to exactly what
/// the edit means; otherwise nothing is done and the error says why in a sentence for the user
/// (ErrorCode::InvalidInput: the edit makes no sense here, such as an unknown user or a rule that
/// does not compile; ErrorCode::Unsupported: this file's form does not allow it in place, such as a
/// rule that comes from an alias). ReplaceText is refused only if the new text has errors.
/// `before` must have a configuration, except for ReplaceText.
Result<ConfigurationText> applyEdit(const ConfigurationText &before, const Edit &edit);

/// Several edits as one; all or none. Intermediate results must be valid, too.
Result<ConfigurationText> applyEdits(const ConfigurationText &before,
                                     const std::vector<Edit> &edits);

} // namespace wharfgate::config

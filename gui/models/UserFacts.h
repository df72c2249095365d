// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"
#include "shared/config/editing/ConfigurationText.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

/// What there is to say about an account of the configuration.
namespace wharfgate::gui::users {

/// For people: "(anonymous)" for the account without a name.
QString shownName(const std::string &name);
bool isLocked(const config::User &user);
bool hasNoPassword(const config::User &user);
/// Guessed sooner than it should be: no password, a hash that is computed too fast, or one that
/// nothing can verify.
bool isWeak(const config::User &user);
/// "bcrypt, cost 10", "locked", "no password (any is accepted)"; never anything of the hash itself.
QString passwordText(const config::User &user);
/// Why isWeak(), in one sentence; empty if it is not.
QString weakness(const config::User &user);
/// "group=dev", "group=ops", in the order of the names.
QStringList labelTexts(const acl::Labels &labels);
/// Names of labels that users have, and the values of one of them.
QStringList labelNames(const config::ConfigurationText &content);
QStringList labelValues(const config::ConfigurationText &content, const QString &label);

/// Why a rule is about an account.
struct RuleConcern
{
    enum class Why
    {
        Named,   ///< by exactly its name
        Pattern, ///< its name matches
        Labels,  ///< its labels match
        Anyone
    };
    std::size_t row = 0; // of ConfigurationText::rules()
    Why why = Why::Named;
};
/// The rules whose account and labels fit, disabled ones included; at most `most` of them, but all
/// that name it.
std::vector<RuleConcern> rulesAbout(const config::ConfigurationText &content,
                                    const std::string &name, std::size_t most = 200);
/// Rows of the rules that name exactly this account.
std::vector<std::size_t> rulesNaming(const config::ConfigurationText &content,
                                     const std::string &name);
/// A line for a list: "Rule 3: repository:alice/* (pull, push)".
QString ruleText(const config::ConfigurationText &content, std::size_t row);

} // namespace wharfgate::gui::users

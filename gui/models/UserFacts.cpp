// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/UserFacts.h"

#include "gui/models/RuleSentence.h"
#include "gui/widgets/Texts.h"
#include "shared/accounts/PasswordHash.h"
#include "shared/acl/Pattern.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace wharfgate::gui::users {

namespace {

/// Gives this file's sentences a translation context.
struct Sentences
{
    Q_DECLARE_TR_FUNCTIONS(Users)
};

constexpr int kLeastShaRounds = 5000; // crypt(5)'s own default

QString schemeText(const accounts::HashInfo &info)
{
    switch (info.scheme) {
    case accounts::HashScheme::Bcrypt:
        return Sentences::tr("bcrypt, cost %1").arg(info.cost);
    case accounts::HashScheme::Yescrypt:
        return Sentences::tr("yescrypt, cost %1").arg(info.cost);
    case accounts::HashScheme::Sha512:
        return Sentences::tr("SHA-512, %n rounds", nullptr, info.cost);
    case accounts::HashScheme::Sha256:
        return Sentences::tr("SHA-256, %n rounds", nullptr, info.cost);
    case accounts::HashScheme::Unknown:
        break;
    }
    return Sentences::tr("unknown kind of hash");
}

/// Compiles each pattern of a list of rules once.
class Patterns
{
public:
    /// What is not known before a request counts as a match.
    bool matches(const std::string &pattern, const std::string &text)
    {
        const auto compiled = m_patterns.try_emplace(pattern, pattern).first;
        return !compiled->second.isStatic() ||
               compiled->second.matchesAsWritten(acl::Subject(text));
    }

private:
    std::unordered_map<std::string, acl::Pattern> m_patterns;
};

bool labelsMatch(const acl::MatchConditions &match, const acl::Labels &labels, Patterns &patterns)
{
    return std::all_of(match.labels.begin(), match.labels.end(), [&](const auto &condition) {
        const auto found = labels.find(condition.first);
        return found != labels.end() &&
               std::any_of(found->second.begin(), found->second.end(),
                           [&](const std::string &value) {
                               return patterns.matches(condition.second, value);
                           });
    });
}

std::optional<RuleConcern::Why> concern(const acl::MatchConditions &match, const std::string &name,
                                        const acl::Labels &labels, Patterns &patterns)
{
    if (match.account && *match.account == name)
        return RuleConcern::Why::Named;
    if (match.account && !patterns.matches(*match.account, name))
        return std::nullopt;
    if (!labelsMatch(match, labels, patterns))
        return std::nullopt;
    return match.account          ? RuleConcern::Why::Pattern
           : match.labels.empty() ? RuleConcern::Why::Anyone
                                  : RuleConcern::Why::Labels;
}

} // namespace

QString shownName(const std::string &name)
{
    return name.empty() ? Sentences::tr("(anonymous)") : texts::shown(name, 255);
}

bool isLocked(const config::User &user)
{
    return user.passwordHash && accounts::inspectHash(*user.passwordHash).locked;
}

bool hasNoPassword(const config::User &user)
{
    return !user.passwordHash;
}

bool isWeak(const config::User &user)
{
    return !weakness(user).isEmpty();
}

QString weakness(const config::User &user)
{
    if (!user.passwordHash)
        return Sentences::tr("Any password is accepted: whoever knows the name can log in.");
    const accounts::HashInfo info = accounts::inspectHash(*user.passwordHash);
    if (info.locked)
        return {};
    if (!info.wellFormed)
        return Sentences::tr("The stored hash cannot be verified, so nobody can log in with it. "
                             "Set a new password.");
    const bool isFast =
        (info.scheme == accounts::HashScheme::Bcrypt && info.cost < accounts::kDefaultBcryptCost) ||
        ((info.scheme == accounts::HashScheme::Sha512 ||
          info.scheme == accounts::HashScheme::Sha256) &&
         info.cost < kLeastShaRounds);
    return isFast ? Sentences::tr("The hash is computed fast, so a stolen one is guessed soon. Set "
                                  "the password again.")
                  : QString();
}

QString passwordText(const config::User &user)
{
    if (!user.passwordHash)
        return Sentences::tr("no password (any is accepted)");
    const accounts::HashInfo info = accounts::inspectHash(*user.passwordHash);
    if (info.locked)
        return info.wellFormed ? Sentences::tr("locked (%1)").arg(schemeText(info))
                               : Sentences::tr("locked");
    return info.wellFormed ? schemeText(info)
                           : Sentences::tr("%1 (cannot be verified)").arg(schemeText(info));
}

QStringList labelTexts(const acl::Labels &labels)
{
    QStringList list;
    for (const auto &[name, values] : labels) {
        for (const std::string &value : values)
            list << texts::shown(name + '=' + value, 60);
        if (values.empty())
            list << texts::shown(name, 60);
    }
    return list;
}

QStringList labelNames(const config::ConfigurationText &content)
{
    std::set<std::string> names;
    if (content.configuration() != nullptr) {
        for (const auto &[account, user] : content.configuration()->users) {
            for (const auto &[name, values] : user.labels)
                names.insert(name);
        }
    }
    QStringList list;
    for (const std::string &name : names)
        list << QString::fromStdString(name);
    return list;
}

QStringList labelValues(const config::ConfigurationText &content, const QString &label)
{
    std::set<std::string> values;
    if (content.configuration() != nullptr) {
        for (const auto &[account, user] : content.configuration()->users) {
            const auto found = user.labels.find(label.toStdString());
            if (found != user.labels.end())
                values.insert(found->second.begin(), found->second.end());
        }
    }
    QStringList list;
    for (const std::string &value : values)
        list << QString::fromStdString(value);
    return list;
}

std::vector<RuleConcern> rulesAbout(const config::ConfigurationText &content,
                                    const std::string &name, std::size_t most)
{
    std::vector<RuleConcern> found;
    if (content.configuration() == nullptr)
        return found;
    const auto &accounts = content.configuration()->users;
    const auto user = accounts.find(name);
    const acl::Labels labels = user == accounts.end() ? acl::Labels() : user->second.labels;
    Patterns patterns;
    for (std::size_t row = 0; row < content.rules().size(); ++row) {
        const acl::MatchConditions &match = content.rules()[row].rule.match;
        const bool isNamed = match.account && *match.account == name;
        if (!isNamed && found.size() >= most)
            continue;
        if (const auto why = concern(match, name, labels, patterns))
            found.push_back({row, *why});
    }
    return found;
}

std::vector<std::size_t> rulesNaming(const config::ConfigurationText &content,
                                     const std::string &name)
{
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < content.rules().size(); ++row) {
        const auto &account = content.rules()[row].rule.match.account;
        if (account && *account == name)
            rows.push_back(row);
    }
    return rows;
}

QString ruleText(const config::ConfigurationText &content, std::size_t row)
{
    const config::RuleEntry &entry = content.rules()[row];
    QStringList actions;
    for (const std::string &action : entry.rule.actions)
        actions << texts::shown(action, 40);
    const QString text =
        Sentences::tr("Rule %1: %2 (%3)")
            .arg(QString::number(config::ruleNumber(content.rules(), row)),
                 rules::resourceOf(entry.rule.match),
                 actions.isEmpty() ? Sentences::tr("nothing: deny") : actions.join(u", "));
    return entry.isEnabled ? text : Sentences::tr("%1, disabled").arg(text);
}

} // namespace wharfgate::gui::users

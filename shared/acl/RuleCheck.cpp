// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/RuleCheck.h"

#include "shared/acl/Actions.h"
#include "shared/base/Text.h"

#include <algorithm>
#include <array>

namespace wharfgate::acl {

namespace {

using Severity = RuleProblem::Severity;

std::string shown(std::string_view text)
{
    constexpr std::size_t kLimit = 120;
    return '"' + text::escaped(text, kLimit) + '"';
}

/// Checks one rule and collects what it finds.
class RuleChecker
{
public:
    RuleChecker(std::size_t index, const Rule &rule, const std::vector<CheckedPattern> &patterns,
                std::vector<RuleProblem> &problems)
        : m_index(index)
        , m_rule(rule)
        , m_patterns(patterns)
        , m_problems(problems)
    {}

    void check()
    {
        for (const CheckedPattern &checked : m_patterns) {
            checkSyntax(checked);
            checkEmpty(checked);
            checkVariables(checked);
            checkCaptures(checked);
        }
        checkIp();
        checkActions();
    }

private:
    void add(Severity severity, std::string field, std::string message, std::string remedy)
    {
        m_problems.push_back(
            {severity, m_index, std::move(field), std::move(message), std::move(remedy)});
    }
    void warn(std::string field, std::string message, std::string remedy)
    {
        add(Severity::Warning, std::move(field), std::move(message), std::move(remedy));
    }

    void checkSyntax(const CheckedPattern &checked);
    void checkEmpty(const CheckedPattern &checked);
    void checkVariables(const CheckedPattern &checked);
    void reportUnknown(const CheckedPattern &checked, std::string_view word);
    void checkCaptures(const CheckedPattern &checked);
    void checkCapture(const CheckedPattern &checked, const Piece &piece);
    void checkIp();
    void checkActions();
    const Pattern *patternFor(std::string_view field) const;

    std::size_t m_index;
    const Rule &m_rule;
    const std::vector<CheckedPattern> &m_patterns;
    std::vector<RuleProblem> &m_problems;
};

void RuleChecker::checkSyntax(const CheckedPattern &checked)
{
    const Pattern &pattern = *checked.pattern;
    if (pattern.isRegex()) {
        if (!pattern.regex().isValid()) {
            const RegexProblem &problem = pattern.regex().problem();
            add(Severity::Error, checked.field,
                "The regular expression " + shown(pattern.text()) +
                    " is not valid: " + problem.message + ".",
                problem.remedy);
        }
        return;
    }
    // A malformed pattern may become well formed when values are inserted.
    if (pattern.isStatic() && !pattern.glob().isWellFormed())
        warn(checked.field,
             "The pattern " + shown(pattern.text()) + " is malformed, so the rule never matches.",
             "Close every \"[\", write ranges as [a-z], and escape \"[\", \"-\" and \"\\\" with a "
             "backslash where they stand for themselves.");
}

void RuleChecker::checkEmpty(const CheckedPattern &checked)
{
    const bool neverEmpty = checked.field == "type" || checked.field == "name";
    if (neverEmpty && checked.pattern->text().empty())
        warn(checked.field,
             "The empty pattern matches an empty " + checked.field +
                 " only, and no request has one.",
             "Remove the line to match every " + checked.field + ", or write a pattern.");
}

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

void RuleChecker::checkVariables(const CheckedPattern &checked)
{
    constexpr int kMostUnknown = 5;
    int unknown = 0;
    const std::string &text = checked.pattern->text();
    for (std::size_t at = text.find('$'); at != std::string::npos; at = text.find('$', at + 1)) {
        const std::string_view rest = std::string_view(text).substr(at);
        if (rest.starts_with("${")) {
            const std::size_t end = rest.substr(0, kLongestVariable).find('}');
            if (end == std::string_view::npos)
                continue;
            const auto pieces = parsePieces(rest.substr(0, end + 1));
            const bool isVariable = pieces.size() == 1 && pieces.front().kind != Piece::Kind::Text;
            if (isVariable)
                continue;
            reportUnknown(checked, rest.substr(2, end - 2));
            if (++unknown == kMostUnknown)
                return; // whoever writes more of them in one pattern has understood
            continue;
        }
        for (const Field field : kFields) {
            const std::string_view name = nameOf(field);
            const std::string_view word = rest.substr(1);
            if (word.starts_with(name) &&
                (word.size() == name.size() || !isWordCharacter(word[name.size()])) &&
                ++unknown <= kMostUnknown)
                warn(checked.field,
                     "\"$" + std::string(name) + "\" in " + shown(text) +
                         " is plain text, not a variable.",
                     "Write \"${" + std::string(name) + "}\".");
        }
    }
}

void RuleChecker::reportUnknown(const CheckedPattern &checked, std::string_view word)
{
    static const std::vector<std::string_view> kNames = {"account", "type", "name", "service",
                                                         "labels"};
    const std::size_t separator = word.find_first_of(":.");
    const std::string_view head = word.substr(0, separator);
    const std::string_view tail =
        separator == std::string_view::npos ? std::string_view() : word.substr(separator + 1);
    const std::size_t first = head.find_first_not_of(" \t");
    const std::size_t last = head.find_last_not_of(" \t");
    const std::string_view trimmed =
        first == std::string_view::npos ? std::string_view() : head.substr(first, last - first + 1);
    const std::string_view near = text::nearest(trimmed, kNames);

    std::string remedy =
        "The variables are ${account}, ${type}, ${name}, ${service}, their captures as "
        "in ${account:1}, and ${labels:NAME}.";
    if (near == "labels")
        remedy =
            "Write " + shown("${labels:" + std::string(tail.empty() ? "NAME" : tail) + "}") + ".";
    else if (!near.empty() && !tail.empty())
        remedy =
            "Write a group's number, counted from 1, as in \"${" + std::string(near) + ":1}\".";
    else if (!near.empty())
        remedy = "Write \"${" + std::string(near) + "}\".";
    warn(checked.field,
         shown("${" + std::string(word) + "}") + " is no variable and is taken as plain text.",
         std::move(remedy));
}

const Pattern *RuleChecker::patternFor(std::string_view field) const
{
    for (const CheckedPattern &checked : m_patterns) {
        if (!checked.isLabel && checked.field == field)
            return checked.pattern;
    }
    return nullptr;
}

void RuleChecker::checkCaptures(const CheckedPattern &checked)
{
    const std::string &text = checked.pattern->text();
    for (const Piece &piece : parsePieces(text)) {
        if (piece.kind == Piece::Kind::Capture)
            checkCapture(checked, piece);
        if (piece.kind == Piece::Kind::Label && checked.isLabel)
            warn(checked.field, shown(piece.text) + " is not replaced in the pattern of a label.",
                 "Use ${labels:…} in account, type, name or service only.");
    }
}

void RuleChecker::checkCapture(const CheckedPattern &checked, const Piece &piece)
{
    const std::string field(nameOf(piece.field));
    const Pattern *own = patternFor(field);
    if (own == nullptr || !own->isRegex()) {
        warn(checked.field,
             shown(piece.text) + " stands for nothing: this rule has no regular expression for " +
                 field + ".",
             "Write the " + field +
                 " condition as a regular expression with a group, as in "
                 "\"/^(.+)@example\\.com$/\".");
        return;
    }
    if (!own->regex().isValid())
        return; // reported already
    const int groups = own->regex().groupCount();
    if (piece.group < 1 || piece.group > groups) {
        warn(checked.field,
             shown(piece.text) + " stands for nothing: " + shown(own->text()) + " has " +
                 std::to_string(groups) + (groups == 1 ? " group." : " groups."),
             groups == 0 ? "Put parentheses around the part to capture."
                         : "Groups are counted from 1 to " + std::to_string(groups) + ".");
        return;
    }
    if (!checked.isLabel)
        return;
    const auto &pieces = checked.pattern->pieces();
    const bool isReplaced = std::any_of(pieces.begin(), pieces.end(), [&](const Piece &other) {
        return other.kind == Piece::Kind::Capture && other.text == piece.text;
    });
    if (!isReplaced)
        warn(checked.field,
             shown(piece.text) + " is not replaced in the pattern of a label unless a field of the "
                                 "same rule uses it too.",
             "Use it in account, type, name or service as well, or match the label with another "
             "variable.");
}

void RuleChecker::checkIp()
{
    const auto &ip = m_rule.match.ip;
    if (!ip || IpNetwork::parse(*ip))
        return;
    add(Severity::Error, "ip", shown(*ip) + " is no IP address and no network.",
        ip->find_first_of("$*") != std::string::npos
            ? "Variables and wildcards cannot be used here; write a network such as 10.0.0.0/8."
            : "Write an address such as 10.1.2.3 or 2001:db8::1, or a network such as 10.0.0.0/8, "
              "without leading zeros, brackets, port or zone.");
}

void RuleChecker::checkActions()
{
    static const std::vector<std::string_view> kKnown = {"pull", "push", "delete"};
    const auto &actions = m_rule.actions;
    for (const std::string &action : actions) {
        if (action == "*" && actions.size() > 1) {
            warn("actions",
                 "\"*\" beside other actions grants only an action that is itself called \"*\".",
                 "Write actions: [\"*\"] to grant everything, or list the actions.");
        } else if (action != "*" && action.find('*') != std::string::npos) {
            warn("actions", "Actions are no patterns: " + shown(action) + " grants itself only.",
                 "List the actions, or write actions: [\"*\"].");
        } else if (!isValidAction(action)) {
            warn("actions", shown(action) + " is no action that a registry asks for.",
                 "Remove it; the usual actions are pull, push and delete.");
        } else if (std::find(kKnown.begin(), kKnown.end(), action) == kKnown.end()) {
            const std::string near(text::nearest(action, kKnown));
            if (!near.empty())
                warn("actions", shown(action) + " is not an action that registries use.",
                     "Did you mean \"" + near + "\"?");
        }
    }
}

} // namespace

const std::optional<std::string> &patternOf(const MatchConditions &match, Field field)
{
    switch (field) {
    case Field::Account:
        return match.account;
    case Field::Type:
        return match.type;
    case Field::Name:
        return match.name;
    case Field::Service:
        break;
    }
    return match.service;
}

void checkRule(std::size_t index, const Rule &rule, const std::vector<CheckedPattern> &patterns,
               std::vector<RuleProblem> &problems)
{
    RuleChecker(index, rule, patterns, problems).check();
}

} // namespace wharfgate::acl

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/Lint.h"

#include "shared/acl/Coverage.h"
#include "shared/acl/RegexScanner.h"
#include "shared/acl/RuleCheck.h"
#include "shared/base/Text.h"

#include <algorithm>
#include <array>

namespace wharfgate::acl {

namespace {

// Pairs of rules that are compared to find what never matches: a second's work.
constexpr std::size_t kMostPairs = 10'000'000;

std::string shown(std::string_view text)
{
    constexpr std::size_t kLimit = 120;
    return '"' + text::escaped(text, kLimit) + '"';
}

bool contains(const std::vector<std::string> &actions, std::string_view action)
{
    return std::find(actions.begin(), actions.end(), action) != actions.end();
}

/// Which ends of an expression are open although a letter stands there.
struct OpenEnds
{
    bool atStart = false;
    bool atEnd = false;
    bool hasAlternatives = false;
};

/// An expression may be found in the middle of a word if one of its alternatives begins or ends in
/// a letter, a digit, or a variable.
OpenEnds openEnds(const Pattern &pattern)
{
    std::string expression;
    for (const Piece &piece : parsePieces(regexBody(pattern.text())))
        expression += piece.kind == Piece::Kind::Text ? piece.text : "v";

    const auto isWord = [](const RegexScanner &scanner) {
        const char c = scanner.text().front();
        return scanner.kind() == RegexScanner::Kind::Text &&
               ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    };
    OpenEnds ends;
    bool isFirst = true;
    bool lastIsWord = false;
    int depth = 0;
    RegexScanner scanner(expression);
    while (scanner.next()) {
        if (scanner.kind() == RegexScanner::Kind::Bar && depth == 0) {
            ends.hasAlternatives = true;
            ends.atEnd = ends.atEnd || lastIsWord;
            isFirst = true;
            lastIsWord = false;
            continue;
        }
        depth += scanner.kind() == RegexScanner::Kind::Group ? 1 : 0;
        depth -= scanner.kind() == RegexScanner::Kind::Close ? 1 : 0;
        lastIsWord = depth == 0 && isWord(scanner);
        ends.atStart = ends.atStart || (isFirst && lastIsWord);
        isFirst = false;
    }
    ends.atEnd = ends.atEnd || lastIsWord;
    return ends;
}

/// Looks at all rules and collects advice.
class Linter
{
public:
    explicit Linter(const std::vector<Rule> &rules)
        : m_rules(rules)
    {
        for (const Rule &rule : rules)
            m_shapes.push_back(shapeOf(rule));
    }

    std::vector<RuleProblem> run()
    {
        std::size_t pairs = 0;
        for (std::size_t i = 0; i < m_rules.size(); ++i) {
            if (!m_shapes[i].isSound)
                continue;
            pairs += i;
            if (pairs <= kMostPairs)
                checkReachable(i);
            for (const Field field : kFields) {
                if (const auto &pattern = m_shapes[i].field(field))
                    checkEnds(i, std::string(nameOf(field)), *pattern);
            }
            for (const auto &[label, pattern] : m_shapes[i].labels)
                checkEnds(i, "labels." + label, pattern);
            checkStars(i);
            checkActions(i);
            checkAddressOnly(i);
        }
        checkCatalog();
        return std::move(m_problems);
    }

private:
    void add(std::size_t rule, std::string field, std::string message, std::string remedy)
    {
        m_problems.push_back({RuleProblem::Severity::Lint, rule, std::move(field),
                              std::move(message), std::move(remedy)});
    }

    /// For people: by line if that is known, else counted from 1.
    std::string named(std::size_t rule) const
    {
        const int line = m_rules[rule].positions.rule.line;
        std::string name = line > 0 ? "the rule in line " + std::to_string(line)
                                    : "rule number " + std::to_string(rule + 1);
        if (!m_rules[rule].comment.empty())
            name += " (" + shown(m_rules[rule].comment) + ")";
        return name;
    }

    void checkReachable(std::size_t index);
    void checkEnds(std::size_t index, const std::string &field, const Pattern &pattern);
    void checkStars(std::size_t index);
    void checkActions(std::size_t index);
    void checkAddressOnly(std::size_t index);
    void checkCatalog();
    bool mayGrantCatalog(std::size_t index) const;

    const std::vector<Rule> &m_rules;
    std::vector<RuleShape> m_shapes;
    std::vector<RuleProblem> m_problems;
};

void Linter::checkReachable(std::size_t index)
{
    for (std::size_t earlier = 0; earlier < index; ++earlier) {
        if (!covers(m_shapes[earlier], m_shapes[index]))
            continue;
        add(index, {},
            "This rule never decides anything: whatever it matches, " + named(earlier) +
                " matches first.",
            "Move it before that one, or remove it.");
        m_problems.back().cause = earlier;
        return;
    }
}

void Linter::checkEnds(std::size_t index, const std::string &field, const Pattern &pattern)
{
    if (!pattern.isRegex())
        return;
    const OpenEnds ends = openEnds(pattern);
    if (!ends.atStart && !ends.atEnd)
        return;
    const std::string body(regexBody(pattern.text()));
    std::string suggestion;
    if (ends.hasAlternatives)
        suggestion = "/^(?:" + body + ")$/";
    else
        suggestion = (ends.atStart ? "/^" : "/") + body + (ends.atEnd ? "$/" : "/");
    const std::string place = ends.atStart && ends.atEnd ? "before and behind it"
                              : ends.atStart             ? "before it"
                                                         : "behind it";
    add(index, field,
        "The expression " + shown(pattern.text()) + " is searched for anywhere: it also matches " +
            "with other letters " + place + ".",
        "Write " + shown(suggestion) + " if it is meant to be the whole " +
            (field.starts_with("labels.") ? std::string("value") : field) + ".");
}

void Linter::checkStars(std::size_t index)
{
    const auto &name = m_shapes[index].field(Field::Name);
    if (!name || name->isRegex())
        return;
    if (name->text().find("**") != std::string::npos) {
        add(index, "name",
            shown("**") + " in " + shown(name->text()) + " means the same as " + shown("*") +
                ": it does not match a slash.",
            "For any depth write an expression such as \"/^team\\/.+$/\".");
        return;
    }
    const auto &type = m_shapes[index].field(Field::Type);
    const bool isRepository =
        !type || !type->isStatic() || type->matchesAsWritten(Subject("repository"));
    if (name->text() == "*" && isRepository)
        add(index, "name",
            "The pattern \"*\" does not match a slash, so names such as \"team/app\" are left out.",
            "Remove the line to match every name, or write \"*/*\" as another rule.");
}

void Linter::checkActions(std::size_t index)
{
    const auto &actions = m_rules[index].actions;
    if (contains(actions, "push") && !contains(actions, "pull"))
        add(index, "actions",
            "This rule grants push without pull, but clients ask for both to push an image.",
            "Write actions: [\"pull\", \"push\"].");
}

/// Behind a proxy on the same host or network, every client seems to come from there.
void Linter::checkAddressOnly(std::size_t index)
{
    static const std::array<const char *, 7> kLocal = {
        "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
        "::1",         "fc00::/7",   "fe80::/10"};
    const RuleShape &shape = m_shapes[index];
    const bool asksWho = shape.field(Field::Account).has_value() || !shape.labels.empty();
    if (!shape.network || asksWho || m_rules[index].actions.empty())
        return;
    const bool isLocal = std::any_of(kLocal.begin(), kLocal.end(), [&](const char *text) {
        const auto local = IpNetwork::parse(text);
        return local && local->contains(*shape.network);
    });
    if (isLocal)
        add(index, "ip",
            "This rule trusts a local address alone: behind a proxy there, every client has it.",
            "Add an account or label condition, or make sure that server.real_ip_header and "
            "trusted_proxies tell the true address.");
}

bool Linter::mayGrantCatalog(std::size_t index) const
{
    const auto mayMatch = [](const std::optional<Pattern> &pattern, std::string_view text) {
        return !pattern || !pattern->isStatic() || pattern->matchesAsWritten(Subject(text));
    };
    const RuleShape &shape = m_shapes[index];
    return contains(m_rules[index].actions, "*") &&
           mayMatch(shape.field(Field::Type), "registry") &&
           mayMatch(shape.field(Field::Name), "catalog");
}

void Linter::checkCatalog()
{
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
        if (!m_shapes[i].isSound || mayGrantCatalog(i))
            return; // a rule with an error may be meant to
    }
    if (!m_rules.empty())
        add(m_rules.size() - 1, {},
            "No rule lets anybody list the repositories of the registry (its catalog).",
            "If somebody shall, add {match: {account: \"admin\", type: \"registry\", name: "
            "\"catalog\"}, actions: [\"*\"]}.");
}

} // namespace

std::vector<RuleProblem> lint(const std::vector<Rule> &rules)
{
    return Linter(rules).run();
}

} // namespace wharfgate::acl

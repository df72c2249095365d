// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/Coverage.h"

#include "shared/acl/RuleCheck.h"

#include <algorithm>

namespace wharfgate::acl {

namespace {

/// Expressions that find something in every text, the empty one included.
bool matchesEverything(const Pattern &pattern)
{
    constexpr std::array<std::string_view, 8> kUniversal = {".*",  "^",    "$",  "^.*",
                                                            ".*$", "(.*)", "()", "(?:.*)"};
    return pattern.isStatic() && pattern.isRegex() &&
           std::find(kUniversal.begin(), kUniversal.end(), regexBody(pattern.text())) !=
               kUniversal.end();
}

bool isStars(std::string_view segment)
{
    return !segment.empty() && segment.find_first_not_of('*') == std::string_view::npos;
}

/// One part of a shell pattern between slashes, without classes and escapes.
bool segmentCovers(std::string_view wide, std::string_view narrow)
{
    if (wide == narrow || isStars(wide))
        return true;
    const std::size_t wild = wide.find_first_of("*?");
    const std::string_view prefix = wide.substr(0, wild);
    const bool isPrefix = wild != std::string_view::npos && isStars(wide.substr(wild));
    // What stands before the narrow one's first wildcard is literal.
    const std::string_view literal = narrow.substr(0, narrow.find_first_of("*?"));
    return isPrefix && literal.starts_with(prefix);
}

std::string_view takeSegment(std::string_view &pattern, bool &last)
{
    const std::size_t slash = pattern.find('/');
    last = slash == std::string_view::npos;
    const std::string_view segment = pattern.substr(0, slash);
    pattern.remove_prefix(last ? pattern.size() : slash + 1);
    return segment;
}

/// Without classes and escapes no wildcard crosses a slash, so that the parts between slashes match
/// independently of each other.
bool globCovers(std::string_view wide, std::string_view narrow)
{
    constexpr std::string_view kOther = "[\\";
    if (wide.find_first_of(kOther) != std::string_view::npos ||
        narrow.find_first_of(kOther) != std::string_view::npos)
        return false;
    bool wideEnds = false;
    bool narrowEnds = false;
    while (!wideEnds && !narrowEnds) {
        const std::string_view wideSegment = takeSegment(wide, wideEnds);
        const std::string_view narrowSegment = takeSegment(narrow, narrowEnds);
        if (!segmentCovers(wideSegment, narrowSegment))
            return false;
    }
    return wideEnds && narrowEnds;
}

/// `^text` or `^text.*` with nothing special in `text`, which is returned.
std::optional<std::string_view> requiredPrefix(const Pattern &pattern)
{
    std::string_view body = regexBody(pattern.text());
    if (!body.starts_with('^'))
        return std::nullopt;
    body.remove_prefix(1);
    if (body.ends_with(".*"))
        body.remove_suffix(2);
    if (!isPlainInRegex(body))
        return std::nullopt;
    return body;
}

} // namespace

RuleShape shapeOf(const Rule &rule)
{
    RuleShape shape;
    const auto isUsable = [](const Pattern &pattern) {
        return pattern.isRegex() ? pattern.regex().isValid()
                                 : !pattern.isStatic() || pattern.glob().isWellFormed();
    };
    for (const Field field : kFields) {
        if (const auto &text = patternOf(rule.match, field)) {
            auto &pattern = shape.fields[static_cast<std::size_t>(field)];
            pattern.emplace(*text);
            shape.isSound = shape.isSound && isUsable(*pattern);
        }
    }
    for (const auto &[label, text] : rule.match.labels) {
        const auto added = shape.labels.emplace(label, Pattern(text)).first;
        shape.isSound = shape.isSound && isUsable(added->second);
    }
    if (rule.match.ip) {
        shape.network = IpNetwork::parse(*rule.match.ip);
        shape.isSound = shape.isSound && shape.network.has_value();
    }
    return shape;
}

bool covers(const Pattern &wide, const Pattern &narrow)
{
    if (matchesEverything(wide))
        return true;
    if (wide.text() == narrow.text()) {
        // Captures depend on other conditions of the rule, and label combinations on its budget.
        return std::none_of(wide.pieces().begin(), wide.pieces().end(), [](const Piece &piece) {
            return piece.kind == Piece::Kind::Capture || piece.kind == Piece::Kind::Label;
        });
    }
    if (!wide.isStatic() || !narrow.isStatic() || narrow.isRegex())
        return false;
    if (narrow.glob().isLiteral())
        return wide.matchesAsWritten(Subject(narrow.glob().literal()));
    if (!wide.isRegex())
        return globCovers(wide.text(), narrow.text());
    const auto prefix = requiredPrefix(wide);
    return prefix && narrow.glob().literal().starts_with(*prefix);
}

bool covers(const RuleShape &wide, const RuleShape &narrow)
{
    if (!wide.isSound || !narrow.isSound)
        return false;
    for (const Field field : kFields) {
        const auto &condition = wide.field(field);
        if (!condition || matchesEverything(*condition))
            continue;
        if (!narrow.field(field) || !covers(*condition, *narrow.field(field)))
            return false;
    }
    if (wide.network && !(narrow.network && wide.network->contains(*narrow.network)))
        return false;
    return std::all_of(wide.labels.begin(), wide.labels.end(), [&](const auto &label) {
        const auto other = narrow.labels.find(label.first);
        return other != narrow.labels.end() && label.second.isStatic() &&
               other->second.isStatic() && covers(label.second, other->second);
    });
}

} // namespace wharfgate::acl

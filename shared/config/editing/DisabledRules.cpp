// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/DisabledRules.h"

#include "shared/base/Text.h"

namespace wharfgate::config::editing {

namespace {

bool isBlankText(std::string_view text)
{
    return text.find_first_not_of(" \t") == std::string_view::npos;
}

/// Blank lines, and comments as far left as the dash, belong to a rule if more of it follows.
bool isFiller(std::string_view line, std::string_view indentation)
{
    return isBlankText(line) ||
           (line.starts_with(indentation) && line.substr(indentation.size()).starts_with('#'));
}

/// A line of a rule that can follow its first one.
bool continuesRule(std::string_view line, std::string_view indentation)
{
    if (isFiller(line, indentation))
        return true;
    return line.starts_with(indentation) && line.size() > indentation.size() &&
           (line[indentation.size()] == ' ' || line[indentation.size()] == '\t');
}

} // namespace

std::string disabledLine(std::string_view line, std::string_view indentation)
{
    if (line.empty())
        return std::string(indentation) + '#';
    // Less indented than the list, as text in brackets and blank lines may be.
    if (!line.starts_with(indentation))
        return "# " + std::string(line);
    return std::string(indentation) + "# " + std::string(line.substr(indentation.size()));
}

std::optional<std::string> enabledLine(std::string_view line, std::string_view indentation)
{
    const std::size_t hash = std::min(line.find_first_not_of(" \t"), line.size());
    const std::string_view before = line.substr(0, hash);
    std::string_view after = line.substr(hash);
    if (!after.starts_with('#') || (before != indentation && !before.empty()))
        return std::nullopt;
    after.remove_prefix(1);
    if (after.empty())
        return std::string();
    if (!after.starts_with(' '))
        return std::nullopt;
    after.remove_prefix(1);
    return std::string(before) + std::string(after);
}

bool isDisabledMarker(const LineMap &lines, std::size_t line)
{
    if (!lines.isComment(line))
        return false;
    return text::trimmed(lines.content(line)) == kDisabledMarker;
}

std::optional<DisabledBlock> readDisabledBlock(const LineMap &lines, std::size_t markerLine,
                                               std::size_t limit)
{
    const std::string_view indentation = lines.indentation(markerLine);
    if (indentation.find('\t') != std::string_view::npos)
        return std::nullopt;
    DisabledBlock block;
    block.markerLine = markerLine;
    block.endLine = markerLine + 1;
    std::size_t used = 0; // without what only fills at the end
    for (std::size_t line = markerLine + 1; line < limit; ++line) {
        auto restored = enabledLine(lines.content(line), indentation);
        if (!restored)
            break;
        const std::string first = std::string(indentation) + '-';
        const bool fits = block.lines.empty()
                              ? restored->starts_with(first) && (restored->size() == first.size() ||
                                                                 (*restored)[first.size()] == ' ')
                              : continuesRule(*restored, indentation);
        if (!fits)
            break;
        const bool isRule = !isFiller(*restored, indentation);
        block.lines.push_back(std::move(*restored));
        if (isRule) {
            used = block.lines.size();
            block.endLine = line + 1;
        }
    }
    if (used == 0)
        return std::nullopt;
    block.lines.resize(used);
    return block;
}

} // namespace wharfgate::config::editing

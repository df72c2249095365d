// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/Edit.h"

#include <algorithm>

namespace wharfgate::config {

namespace {

Result<ConfigurationText> withoutErrors(ConfigurationText text)
{
    if (!text.hasErrors())
        return text;
    const std::vector<Problem> &problems = text.problems();
    const auto first = std::find_if(problems.begin(), problems.end(), [](const Problem &problem) {
        return problem.severity == Problem::Severity::Error;
    });
    const std::string remedy = first->remedy.empty() ? "" : ' ' + first->remedy;
    return failure(ErrorCode::InvalidInput, first->message + remedy, first->position);
}

} // namespace

Result<ConfigurationText> applyEdit(const ConfigurationText &before, const Edit &edit)
{
    if (const auto *const whole = std::get_if<ReplaceText>(&edit))
        return withoutErrors(ConfigurationText::read(whole->text, before.file()));
    return failure(ErrorCode::Unsupported, "This edit is not offered.");
}

Result<ConfigurationText> applyEdits(const ConfigurationText &before,
                                     const std::vector<Edit> &edits)
{
    Result<ConfigurationText> text = before;
    for (const Edit &edit : edits) {
        text = applyEdit(*text, edit);
        if (!text)
            break;
    }
    return text;
}

} // namespace wharfgate::config

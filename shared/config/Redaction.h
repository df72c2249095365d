// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace wharfgate::config {

/// A configuration's text for those who may look but not know its secrets: every password hash,
/// also in comments, and every value in `environment:` of a program is replaced by "*"; the rest
/// stays. A text in which they cannot be told for sure is withheld whole, with a comment that says
/// so.
std::string redactedText(std::string_view text);

} // namespace wharfgate::config

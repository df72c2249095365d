// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/Pattern.h"

#include <string>
#include <vector>

namespace wharfgate::acl {

/// What every text that a pattern matches must have: a cheap test before the pattern itself, and a
/// key under which its rule is found.
struct NecessaryText
{
    enum class Place
    {
        Whole,     ///< the text is this
        Beginning, ///< the text begins with this
        Part,      ///< the text contains this
    };

    Place place = Place::Part;
    std::string text;

    bool operator==(const NecessaryText &) const = default;
};

/// What can be proved necessary, each by itself; none if nothing is found. Of a pattern with
/// variables it is what stands before the first of them.
///
/// The texts of an expression are necessary in Subject::forRegex(), those of a shell pattern in
/// Subject::bytes().
std::vector<NecessaryText> necessaryTexts(const Pattern &pattern);

} // namespace wharfgate::acl

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/Tree.h"

#include <algorithm>

namespace wharfgate::config::editing {

Tree Tree::ofTexts(const std::vector<std::string> &texts)
{
    Tree tree{Kind::List, {}, {}, {}};
    for (const std::string &text : texts)
        tree.items.push_back(ofText(text));
    return tree;
}

Tree Tree::ofMapping(std::vector<Entry> entries)
{
    return {Kind::Mapping, {}, {}, std::move(entries)};
}

bool Tree::isEmptyCollection() const
{
    if (kind == Kind::List)
        return items.empty();
    return kind == Kind::Mapping && std::none_of(entries.begin(), entries.end(),
                                                 [](const Entry &entry) { return !!entry.value; });
}

} // namespace wharfgate::config::editing

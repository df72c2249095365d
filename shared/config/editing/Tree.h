// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wharfgate::config::editing {

/// A value as it shall be in the file.
struct Tree
{
    enum class Kind
    {
        Text,
        Setting, ///< written without quotes if it can be: a number, a time, true
        List,
        Mapping
    };
    struct Entry;

    static Tree ofText(std::string text) { return {Kind::Text, std::move(text), {}, {}}; }
    static Tree ofTexts(const std::vector<std::string> &texts);
    static Tree ofMapping(std::vector<Entry> entries);

    Kind kind = Kind::Text;
    std::string text;
    std::vector<Tree> items;
    /// In the order in which they are written if they are new. Keys of the file that are not named
    /// here stay.
    std::vector<Entry> entries;

    /// A mapping without entries to write, or a list without items.
    bool isEmptyCollection() const;
};

struct Tree::Entry
{
    std::string key;
    std::optional<Tree> value; // absent: the file shall not have the key
    /// Stays as it is written, and only shows where others belong.
    bool isKept = false;
};

} // namespace wharfgate::config::editing

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace wharfgate::config {

/// Turns byte offsets of one text into lines and columns, in constant time whatever the length of
/// the lines. The text must outlive the object.
class TextPositions
{
public:
    /// Both count from 1; columns count code points, as editors do.
    struct Place
    {
        int line = 1;
        int column = 1;
    };

    explicit TextPositions(std::string_view text);

    /// An offset beyond the end is the end.
    Place place(std::size_t offset) const;

private:
    struct Block
    {
        std::uint32_t line;       // line breaks before the block
        std::uint32_t lineStart;  // where the line begins that the block begins in
        std::uint32_t codePoints; // code points before the block
    };
    std::uint32_t codePointsBefore(std::size_t offset) const;

    std::string_view m_text;
    std::vector<Block> m_blocks;
};

} // namespace wharfgate::config

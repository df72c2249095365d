// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/TextPositions.h"

#include <algorithm>

namespace wharfgate::config {

namespace {

// A table entry every so many bytes: small enough to scan at once, large enough to cost little.
constexpr std::size_t kBlockBytes = 1024;

/// A line ends with LF, CR LF or a CR alone.
bool endsLine(std::string_view text, std::size_t at)
{
    if (text[at] == '\n')
        return true;
    return text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n');
}

bool beginsCodePoint(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

} // namespace

TextPositions::TextPositions(std::string_view text)
    : m_text(text)
{
    m_blocks.reserve(text.size() / kBlockBytes + 1);
    Block state{0, 0, 0};
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i % kBlockBytes == 0)
            m_blocks.push_back(state);
        if (beginsCodePoint(text[i]))
            ++state.codePoints;
        if (endsLine(text, i)) {
            ++state.line;
            state.lineStart = static_cast<std::uint32_t>(i + 1);
        }
    }
    if (text.size() % kBlockBytes == 0)
        m_blocks.push_back(state);
}

std::uint32_t TextPositions::codePointsBefore(std::size_t offset) const
{
    const std::size_t block = offset / kBlockBytes;
    std::uint32_t count = m_blocks[block].codePoints;
    for (std::size_t i = block * kBlockBytes; i < offset; ++i)
        count += beginsCodePoint(m_text[i]) ? 1U : 0U;
    return count;
}

TextPositions::Place TextPositions::place(std::size_t offset) const
{
    offset = std::min(offset, m_text.size());
    const std::size_t block = offset / kBlockBytes;
    Block state = m_blocks[block];
    for (std::size_t i = block * kBlockBytes; i < offset; ++i) {
        if (endsLine(m_text, i)) {
            ++state.line;
            state.lineStart = static_cast<std::uint32_t>(i + 1);
        }
    }
    const std::uint32_t column = codePointsBefore(offset) - codePointsBefore(state.lineStart);
    return {static_cast<int>(state.line) + 1, static_cast<int>(column) + 1};
}

} // namespace wharfgate::config

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal/BackwardLines.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <unistd.h>

namespace wharfgate::journal {

namespace {

constexpr std::size_t kBlock = std::size_t{256} << 10;

} // namespace

BackwardLines::BackwardLines(int descriptor, std::uint64_t end, std::size_t maxLine)
    : m_descriptor(descriptor)
    , m_maxLine(maxLine)
    , m_end(end)
{}

Result<void> BackwardLines::loadBlock()
{
    const std::uint64_t before = m_end - m_buffer.size();
    std::string block(static_cast<std::size_t>(std::min<std::uint64_t>(before, kBlock)), '\0');
    std::size_t done = 0;
    while (done < block.size()) {
        const ssize_t count = pread(m_descriptor, block.data() + done, block.size() - done,
                                    static_cast<off_t>(before - block.size() + done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return failure(ErrorCode::Io, count < 0 ? std::generic_category().message(errno)
                                                    : "it was cut while it was read");
        done += static_cast<std::size_t>(count);
    }
    m_buffer.insert(0, block);
    return {};
}

void BackwardLines::shorten(std::size_t size)
{
    m_end -= m_buffer.size() - size;
    m_buffer.resize(size);
}

Result<BackwardLines::Step> BackwardLines::next()
{
    for (;;) {
        if (m_buffer.empty()) {
            if (m_end == 0)
                return Step{};
            if (const auto loaded = loadBlock(); !loaded)
                return tl::unexpected(loaded.error());
        }
        if (!m_isAtLineEnd) {
            const std::size_t lineBreak = m_buffer.rfind('\n');
            m_isAtLineEnd = lineBreak != std::string::npos;
            shorten(m_isAtLineEnd ? lineBreak + 1 : 0);
            if (!m_isAtLineEnd)
                return Step{m_end > 0 ? Kind::TooLong : Kind::End, {}};
            continue;
        }
        // Without the break that ends it.
        const std::size_t lineBreak =
            m_buffer.size() < 2 ? std::string::npos : m_buffer.rfind('\n', m_buffer.size() - 2);
        const bool isWhole = lineBreak != std::string::npos || m_buffer.size() == m_end;
        const std::size_t start = lineBreak == std::string::npos ? 0 : lineBreak + 1;
        if (m_buffer.size() - start - 1 > m_maxLine) {
            m_isAtLineEnd = isWhole;
            shorten(start);
            return Step{Kind::TooLong, {}};
        }
        if (isWhole) {
            m_line.assign(m_buffer, start, m_buffer.size() - start - 1);
            shorten(start);
            return Step{Kind::Line, m_line};
        }
        if (const auto loaded = loadBlock(); !loaded)
            return tl::unexpected(loaded.error());
    }
}

} // namespace wharfgate::journal

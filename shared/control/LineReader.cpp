// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/control/LineReader.h"

namespace wharfgate::control {

namespace {

/// A buffer that one large line has made larger than this is given back.
constexpr qsizetype kKeptBytes = 256 * 1024;

} // namespace

LineReader::LineReader(qsizetype limit)
    : m_limit(limit)
{}

void LineReader::append(QByteArrayView bytes)
{
    if (m_start > 0) { // lines that were returned
        m_buffer.remove(0, m_start);
        m_scanned -= m_start;
        m_start = 0;
    }
    m_buffer.append(bytes);
}

std::optional<QByteArray> LineReader::next()
{
    const qsizetype end = m_buffer.indexOf('\n', m_scanned);
    m_scanned = end < 0 ? m_buffer.size() : end;
    m_isTooLong = m_scanned - m_start > m_limit;
    if (m_isTooLong || end < 0)
        return std::nullopt;
    QByteArray line = m_buffer.mid(m_start, end - m_start);
    m_start = end + 1;
    m_scanned = m_start;
    if (m_start == m_buffer.size()) {
        if (m_buffer.capacity() > kKeptBytes)
            m_buffer = QByteArray();
        else
            m_buffer.resize(0);
        m_start = 0;
        m_scanned = 0;
    }
    return line;
}

QByteArrayView LineReader::unfinished() const
{
    return QByteArrayView(m_buffer).sliced(m_start);
}

} // namespace wharfgate::control

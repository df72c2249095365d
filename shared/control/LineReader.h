// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace wharfgate::control {

/// Cuts a stream of bytes into lines of bounded length. Holds at most one unfinished line, so its
/// memory is bounded by the limit and what is appended at once.
class LineReader
{
public:
    /// The most bytes of a line, without its '\n'.
    explicit LineReader(qsizetype limit);
    /// Holds for every line that next() has not returned yet.
    void setLimit(qsizetype limit) { m_limit = limit; }
    qsizetype limit() const { return m_limit; }

    void append(QByteArrayView bytes);
    /// The next whole line without its '\n'; nothing if there is none, or if it is too long. To be
    /// called until it gives nothing, and then isTooLong() to be asked.
    std::optional<QByteArray> next();
    /// The line that comes next is longer than the limit, ended or not. The stream is of no use
    /// then.
    bool isTooLong() const { return m_isTooLong; }

    /// What has come of the line that is not ended.
    QByteArrayView unfinished() const;

private:
    QByteArray m_buffer;
    qsizetype m_start = 0;   // where the next line begins
    qsizetype m_scanned = 0; // no '\n' from m_start up to here
    qsizetype m_limit;
    bool m_isTooLong = false;
};

} // namespace wharfgate::control

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/control/LineReader.h"
#include "shared/control/Message.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace wharfgate::control;

namespace {

constexpr qsizetype kLimit = 4096;

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// All lines that come out of `bytes` when they arrive in pieces of `piece`.
QByteArrayList linesOf(QByteArrayView bytes, qsizetype piece)
{
    QByteArrayList lines;
    LineReader reader(kLimit);
    for (qsizetype at = 0; at < bytes.size() && !reader.isTooLong(); at += piece) {
        reader.append(bytes.sliced(at, qMin(piece, bytes.size() - at)));
        while (auto line = reader.next()) {
            require(line->size() <= kLimit && !line->contains('\n'));
            lines.append(*line);
        }
        require(reader.isTooLong() || reader.unfinished().size() <= kLimit);
    }
    return lines;
}

/// What was read can be written, and read again as the same.
void checkLine(const QByteArray &line)
{
    const auto message = decode(line);
    if (!message) {
        require(!message.error().error.message.isEmpty());
        encode(Response{message.error().id, tl::unexpected(message.error().error)});
        return;
    }
    QByteArray written = encode(*message);
    require(written.endsWith('\n') && written.count('\n') == 1);
    written.chop(1);
    const auto again = decode(written);
    require(again.has_value() && again->index() == message->index());
    QByteArray twice = encode(*again);
    twice.chop(1);
    require(twice == written);
}

} // namespace

/// How bytes are cut must not change the lines; a line is a message or a described error. The first
/// byte chooses the size of the pieces.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(reinterpret_cast<const char *>(data) + 1,
                               static_cast<qsizetype>(size) - 1);
    const QByteArrayList whole = linesOf(bytes, qMax<qsizetype>(1, bytes.size()));
    const QByteArrayList cut = linesOf(bytes, 1 + data[0]);
    // A line that is too long ends both, perhaps after more lines where more was looked at at once.
    require(whole.size() == cut.size() && whole == cut);
    for (const QByteArray &line : whole)
        checkLine(line);
    checkLine(bytes.toByteArray());
    return 0;
}

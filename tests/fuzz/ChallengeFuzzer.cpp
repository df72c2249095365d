// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/Challenge.h"

#include <cstdint>
#include <cstdlib>

/// Any header is read to its end, and a scheme is found by its name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace wharfgate;
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QList<QByteArray> lines = text.split('\n');
    for (const doctor::Challenge &challenge : doctor::parseChallenges(lines))
        if (challenge.scheme.isEmpty() || challenge.scheme != challenge.scheme.toLower() ||
            !doctor::challengeOf(lines, challenge.scheme))
            std::abort();
    return 0;
}

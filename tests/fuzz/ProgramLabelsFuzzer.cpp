// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/ExtAuth.h"
#include "shared/base/Text.h"

#include <cstdint>
#include <cstdlib>

/// What an external program wrote to standard output.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view output(reinterpret_cast<const char *>(data), size);
    const auto labels = wharfgate::authn::parseProgramLabels(output);
    if (!labels) {
        if (labels.error().detail.empty())
            std::abort();
        return 0;
    }
    for (const auto &[name, values] : *labels) {
        if (!wharfgate::text::isValidUtf8(name))
            std::abort();
        for (const std::string &value : values) {
            if (!wharfgate::text::isValidUtf8(value))
                std::abort();
        }
    }
    return 0;
}

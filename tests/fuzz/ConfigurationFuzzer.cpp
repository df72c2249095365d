// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/Text.h"
#include "shared/config/ConfigurationReader.h"

#include <cstdlib>

/// Any bytes are a configuration or have an error, and what is said about them can be logged.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace wharfgate;
    const std::string yaml(data, data + size);
    const config::ReadResult result = config::readConfiguration(yaml, "fuzz.yml");
    if (result.configuration.has_value() == result.hasErrors())
        std::abort();
    for (const config::Problem &problem : result.problems) {
        if (text::hasControlCharacter(problem.toString()))
            std::abort();
    }
    return 0;
}

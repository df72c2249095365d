// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/Text.h"
#include "shared/events/AuthEventReader.h"

#include <cstdint>
#include <cstdlib>

/// What is read as a record is written as one that reads the same, and stays within its bounds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace wharfgate;
    const auto event =
        events::readAuthEvent(std::string_view(reinterpret_cast<const char *>(data), size));
    if (!event) {
        if (event.error().detail.empty() || text::hasControlCharacter(event.error().detail))
            std::abort();
        return 0;
    }
    if (event->scopes.size() > std::size_t{events::kMaxEventScopes} || event->status < 0 ||
        event->duration.count() < 0)
        std::abort();
    const std::string written = toJson(*event);
    if (written.size() > events::kMaxEventLine)
        return 0; // escapes are longer than what they stand for
    const auto again = events::readAuthEvent(written);
    if (!again || toJson(*again) != written)
        std::abort();
    return 0;
}

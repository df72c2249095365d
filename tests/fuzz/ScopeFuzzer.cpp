// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/Scope.h"
#include "shared/base/Text.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

/// A scope is read back as the same one; a message is fit for a log.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace wharfgate;
    const auto scope =
        token::parseScope(std::string_view(reinterpret_cast<const char *>(data), size));
    if (!scope) {
        if (scope.error().empty() || text::hasControlCharacter(scope.error()) ||
            !text::isValidUtf8(scope.error()))
            std::abort();
        return 0;
    }
    std::string again = scope->type + ':' + scope->name + ':';
    for (std::size_t i = 0; i < scope->actions.size(); ++i)
        again += (i ? "," : "") + scope->actions[i];
    const auto second = token::parseScope(again);
    if (!second || second->type != scope->type || second->name != scope->name ||
        second->actions != scope->actions ||
        !std::is_sorted(scope->actions.begin(), scope->actions.end()))
        std::abort();
    return 0;
}

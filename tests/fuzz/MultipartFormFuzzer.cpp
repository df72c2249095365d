// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/MultipartForm.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

/// The first line is a Content-Type, the rest a body. Fields are pieces of the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace wharfgate::token;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const std::size_t line = std::min(text.find('\n'), text.size());
    const std::string_view contentType = text.substr(0, line);
    const std::string_view body = text.substr(std::min(line + 1, size));

    if (mediaType(contentType).size() > contentType.size())
        std::abort();
    std::size_t total = 0;
    for (const auto &[name, value] :
         parseMultipartForm(body, headerParameter(contentType, "boundary"))) {
        total += name.size() + value.size();
        if (name.empty() || body.find(value) == std::string_view::npos)
            std::abort();
    }
    if (total > body.size())
        std::abort();
    return 0;
}

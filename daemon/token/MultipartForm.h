// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wharfgate::token {

/// The fields of a multipart/form-data body (RFC 7578), in order. Files and parts without a name
/// are left out; a body that breaks the format, or ends too early, holds no fields at all, as in
/// Go.
std::vector<std::pair<std::string, std::string>> parseMultipartForm(std::string_view body,
                                                                    std::string_view boundary);

/// The media type in lower case without parameters: "text/html".
std::string mediaType(std::string_view contentType);
/// The value of one parameter of a Content-Type or Content-Disposition value, unquoted; empty if
/// absent.
std::string headerParameter(std::string_view value, std::string_view name);

} // namespace wharfgate::token

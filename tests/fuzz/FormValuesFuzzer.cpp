// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/FormValues.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

/// The first line is the query, the rest the body of a form. Reading them apart gives the same
/// values in the same order: first the body's, then the query's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using wharfgate::token::FormValues;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const std::size_t line = std::min(text.find('\n'), text.size());

    wharfgate::http::Request query;
    query.method = "GET";
    query.query = text.substr(0, line);
    wharfgate::http::Request body;
    body.method = "POST";
    body.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    body.body = text.substr(std::min(line + 1, size));
    wharfgate::http::Request both = body;
    both.query = query.query;

    const FormValues queryValues = FormValues::fromRequest(query);
    const FormValues bodyValues = FormValues::fromRequest(body);
    const FormValues values = FormValues::fromRequest(both);
    for (const char *name : {"scope", "account", "service", ""}) {
        std::vector<std::string_view> expected = bodyValues.all(name);
        for (const std::string_view value : queryValues.all(name))
            expected.push_back(value);
        if (values.all(name) != expected)
            std::abort();
        if (values.first(name) != (expected.empty() ? std::string_view() : expected.front()))
            std::abort();
    }
    return 0;
}

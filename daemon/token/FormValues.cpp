// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/FormValues.h"

#include "daemon/token/MultipartForm.h"
#include "shared/base/Text.h"

#include <algorithm>

namespace wharfgate::token {

std::optional<std::string> urlDecode(std::string_view text)
{
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    return text::percentDecoded(spaced);
}

void FormValues::addUrlEncoded(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty() || pair.find(';') != std::string_view::npos)
            continue;
        const std::size_t equals = pair.find('=');
        auto name = urlDecode(pair.substr(0, equals));
        auto value = equals == std::string_view::npos ? std::optional<std::string>(std::in_place)
                                                      : urlDecode(pair.substr(equals + 1));
        if (name && value)
            m_pairs.emplace_back(std::move(*name), std::move(*value));
    }
}

FormValues FormValues::fromRequest(const http::Request &request)
{
    FormValues values;
    const std::string *contentType =
        request.method == "POST" ? request.header("Content-Type") : nullptr;
    const std::string type = contentType ? mediaType(*contentType) : std::string();
    if (type == "application/x-www-form-urlencoded")
        values.addUrlEncoded(request.body);
    values.addUrlEncoded(request.query);
    if (type == "multipart/form-data") {
        for (auto &field :
             parseMultipartForm(request.body, headerParameter(*contentType, "boundary")))
            values.m_pairs.push_back(std::move(field));
    }
    return values;
}

std::string_view FormValues::first(std::string_view name) const
{
    for (const auto &[key, value] : m_pairs) {
        if (key == name)
            return value;
    }
    return {};
}

std::vector<std::string_view> FormValues::all(std::string_view name) const
{
    std::vector<std::string_view> out;
    for (const auto &[key, value] : m_pairs) {
        if (key == name)
            out.push_back(value);
    }
    return out;
}

} // namespace wharfgate::token

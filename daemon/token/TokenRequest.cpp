// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/TokenRequest.h"

#include "daemon/token/FormValues.h"
#include "shared/base/Text.h"
#include "ssl/Encoding.h"

#include <utility>

namespace wharfgate::token {

namespace {

using Credentials = std::pair<std::string, std::string>;

/// RFC 7617. The scheme's name in any case, one space, base64 with padding, a colon. Anything else
/// counts as no credentials, as docker_auth has it.
std::optional<Credentials> basicCredentials(const std::string &header)
{
    constexpr std::string_view kScheme = "basic ";
    if (header.size() < kScheme.size())
        return std::nullopt;
    for (std::size_t i = 0; i < kScheme.size(); ++i) {
        const char c = header[i];
        if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c) != kScheme[i])
            return std::nullopt;
    }
    const auto decoded = tls::fromBase64(std::string_view(header).substr(kScheme.size()));
    const std::size_t colon = decoded ? decoded->find(':') : std::string::npos;
    if (colon == std::string::npos)
        return std::nullopt;
    return Credentials(decoded->substr(0, colon), decoded->substr(colon + 1));
}

/// Fills account and password. Returns what is wrong, or empty.
std::string readCredentials(const http::Request &request, const FormValues &form, TokenRequest &out)
{
    const std::string *header = request.header("Authorization");
    const auto basic = header ? basicCredentials(*header) : std::nullopt;
    out.ignoredAuthorization = header && !basic;
    std::string user;
    if (basic) {
        user = basic->first;
        out.password = basic->second;
    } else if (request.method == "POST" && !form.first("username").empty() &&
               !form.first("password").empty()) {
        user = form.first("username");
        out.password = form.first("password");
    }
    out.account = form.first("account");
    if (out.account.empty())
        out.account = user;
    else if (basic && out.account != user)
        return "user and account are not the same (\"" + text::escaped(user, 256) + "\" vs \"" +
               text::escaped(out.account, 256) + "\")";
    if (text::hasControlCharacter(out.account))
        return "the account name \"" + text::escaped(out.account, 256) +
               "\" holds control characters";
    return {};
}

std::string readScopes(const FormValues &form, std::vector<Scope> &out)
{
    // As docker_auth: the first value decides whether there are scopes at all.
    if (form.first("scope").empty())
        return {};
    for (std::string_view value : form.all("scope")) {
        for (;;) {
            const std::size_t space = value.find(' ');
            auto scope = parseScope(value.substr(0, space));
            if (!scope)
                return scope.error();
            if (out.size() == kMaxScopes)
                return "more than " + std::to_string(kMaxScopes) + " scopes in one request";
            out.push_back(std::move(*scope));
            if (space == std::string_view::npos)
                break;
            value.remove_prefix(space + 1);
        }
    }
    return {};
}

} // namespace

TokenRequestOutcome readTokenRequest(const http::Request &request, const http::Peer &peer,
                                     const ClientAddressPolicy &policy)
{
    TokenRequestOutcome outcome;
    TokenRequest &out = outcome.request;
    const FormValues form = FormValues::fromRequest(request);
    out.service = form.first("service");
    out.isRefresh = request.method == "POST" && form.first("grant_type") == "refresh_token";
    const std::string credentialsError = readCredentials(request, form, out);
    if (auto address = clientAddress(request, peer, policy)) {
        out.ip = address->ip;
        out.clientAddress = std::move(address->text);
    } else {
        outcome.error = std::move(address.error());
        return outcome;
    }
    outcome.error = credentialsError;
    if (outcome.error.empty())
        outcome.error = readScopes(form, out.scopes);
    return outcome;
}

} // namespace wharfgate::token

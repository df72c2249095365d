// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/Actions.h"

#include "shared/base/Text.h"

#include <algorithm>
#include <set>

namespace wharfgate::acl {

bool isValidAction(std::string_view action)
{
    const auto isAllowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '*' || c == '.' || c == '-';
    };
    return !action.empty() && std::all_of(action.begin(), action.end(), isAllowed);
}

std::vector<std::string> grantedActions(const std::vector<std::string> &requested,
                                        const std::vector<std::string> &allowed)
{
    const bool everything = allowed.size() == 1 && allowed.front() == "*";
    std::vector<std::string> granted;
    std::set<std::string_view> seen; // the length of the request is the client's choice
    for (const std::string &action : requested) {
        const bool isGranted =
            everything ? isValidAction(action)
                       : std::find(allowed.begin(), allowed.end(), action) != allowed.end();
        if (isGranted && seen.insert(action).second)
            granted.push_back(action);
    }
    if (!everything)
        std::sort(granted.begin(), granted.end());
    return granted;
}

std::string joinActions(const std::vector<std::string> &actions)
{
    std::string out;
    for (const std::string &action : actions)
        out += (out.empty() ? "" : ",") + text::escaped(action, 64);
    return out.empty() ? "nothing" : out;
}

} // namespace wharfgate::acl

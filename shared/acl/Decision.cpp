// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/Decision.h"

#include "shared/base/Text.h"

namespace wharfgate::acl {

namespace {

std::string shown(std::string_view text)
{
    constexpr std::size_t kLimit = 200;
    return '"' + text::escaped(text, kLimit) + '"';
}

std::string_view nameOf(Condition condition)
{
    switch (condition) {
    case Condition::Account:
        return "account";
    case Condition::Type:
        return "type";
    case Condition::Name:
        return "name";
    case Condition::Service:
        return "service";
    case Condition::Ip:
        return "ip";
    case Condition::Label:
    case Condition::LabelCombinations:
        return "label";
    }
    return {};
}

} // namespace

std::string PassedOver::toString() const
{
    switch (condition) {
    case Condition::Ip:
        if (value.empty())
            return "the client's address is not known, and " + shown(pattern) + " is required";
        return "ip " + shown(value) + " is not in " + shown(pattern);
    case Condition::Label:
        if (value.empty())
            return "label " + shown(label) + " has no value that matches " + shown(pattern);
        return "label " + shown(label) + " has " + shown(value) + ", which does not match " +
               shown(pattern);
    case Condition::LabelCombinations:
        return "inserting the user's values into " + shown(pattern) +
               " would take more attempts than are allowed";
    case Condition::Account:
    case Condition::Type:
    case Condition::Name:
    case Condition::Service:
        break;
    }
    return std::string(nameOf(condition)) + ' ' + shown(value) + " does not match " +
           shown(pattern);
}

} // namespace wharfgate::acl

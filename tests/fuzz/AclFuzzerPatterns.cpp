// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/Glob.h"
#include "shared/acl/IpAddress.h"
#include "shared/acl/Regex.h"
#include "shared/acl/RegexScanner.h"
#include "shared/base/Utf8.h"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace wharfgate;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// The two ways to match a shell pattern agree, and neither matches with a malformed one.
void checkGlob(const std::string &pattern, const std::string &name)
{
    acl::Budget budget{10'000'000};
    const bool matched = acl::globMatches(pattern, name, budget);
    if (budget.exhausted())
        return;
    const acl::Glob glob(pattern);
    require(glob.matches(name) == matched);
    require(!matched || acl::isWellFormedGlob(pattern));
    require(!glob.isLiteral() || glob.matches(glob.literal()));
}

/// The scanner loses no byte, and what is quoted matches itself.
void checkRegex(const std::string &expression, const std::string &text)
{
    acl::RegexScanner scanner(expression);
    std::string joined;
    while (scanner.next())
        joined += scanner.text();
    require(joined == expression);

    const std::string valid = utf8::repaired(text);
    const acl::Regex regex(expression, acl::Regex::Size::Inserted);
    if (regex.isValid() && regex.matches(valid) && regex.groupCount() > 0)
        require(regex.capture(valid, 1).has_value());
    if (!regex.isValid())
        require(!regex.problem().message.empty() && !regex.problem().remedy.empty());
    if (valid.size() <= 200) {
        const acl::Regex quoted("^" + acl::quotedForPattern(valid) + "$",
                                acl::Regex::Size::Inserted);
        require(quoted.matches(valid));
    }
}

/// What is read is written so that it is read as the same.
void checkAddress(const std::string &text)
{
    if (const auto address = acl::IpAddress::parse(text))
        require(acl::IpAddress::parse(address->toString()) == address);
    if (const auto network = acl::IpNetwork::parse(text)) {
        require(acl::IpNetwork::parse(network->toString()) == network);
        require(network->contains(network->address()));
    }
}

} // namespace

/// A pattern, a line feed, and a text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string input(reinterpret_cast<const char *>(data), size);
    const std::size_t end = input.find('\n');
    const std::string pattern = input.substr(0, end);
    const std::string text = end == std::string::npos ? std::string() : input.substr(end + 1);
    checkGlob(pattern, text);
    checkRegex(pattern, text);
    checkAddress(pattern);
    return 0;
}

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/SettingReaders.h"

namespace wharfgate::config {

void readExpiration(const Value &value, Configuration &configuration)
{
    // A century: more is a slip of the keyboard, and still fits every clock.
    constexpr std::int64_t kMost = 3'155'760'000;
    if (value.isNull())
        configuration.token.expiration = {};
    else if (const auto seconds = value.integer(1, kMost))
        configuration.token.expiration = std::chrono::seconds(*seconds);
}

void readKidFormat(const Value &value, Configuration &configuration)
{
    using Kid = Token::KidFormat;
    constexpr std::array<std::pair<std::string_view, Kid>, 4> kChoices{{
        {"legacy", Kid::Legacy},
        {"rfc7638", Kid::Rfc7638},
        {"registry-3.0", Kid::Registry30},
        {"x5c", Kid::X5c},
    }};
    if (value.isNull())
        configuration.token.kidFormat.reset();
    else if (const auto kid = readChoice(value, kChoices, "legacy, rfc7638, registry-3.0 or x5c"))
        configuration.token.kidFormat = *kid;
}

void readLogLevel(const Value &value, Configuration &configuration)
{
    constexpr std::array<std::pair<std::string_view, Log::Level>, 5> kChoices{{
        {"error", Log::Level::Error},
        {"warning", Log::Level::Warning},
        {"info", Log::Level::Info},
        {"debug", Log::Level::Debug},
        {"", Log{}.level},
    }};
    if (const auto level = readChoice(value, kChoices, "error, warning, info or debug"))
        configuration.log.level = *level;
}

void readLogFormat(const Value &value, Configuration &configuration)
{
    constexpr std::array<std::pair<std::string_view, Log::Format>, 3> kChoices{
        {{"text", Log::Format::Text}, {"json", Log::Format::Json}, {"", Log{}.format}}};
    if (const auto format = readChoice(value, kChoices, "text or json"))
        configuration.log.format = *format;
}

} // namespace wharfgate::config

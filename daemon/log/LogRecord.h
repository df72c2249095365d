// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wharfgate::log {

enum class Level
{
    Error,
    Warning,
    Info,
    Debug
};

std::string_view toString(Level level);

/// One record of the log, as it was given to the logger; long texts are cut.
struct LogRecord
{
    std::chrono::system_clock::time_point time;
    Level level = Level::Info;
    std::string category;
    std::string event;
    std::string message;
    std::vector<std::pair<std::string, std::string>> fields;
};

} // namespace wharfgate::log

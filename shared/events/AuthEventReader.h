// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "shared/events/AuthEvent.h"

#include <QJsonObject>
#include <QStringView>

#include <optional>
#include <string_view>

namespace wharfgate::events {

inline constexpr std::size_t kMaxEventLine = std::size_t{1} << 20; // bytes of one record
inline constexpr int kMaxEventScopes = 1000;                       // of one record
inline constexpr int kMaxEventActions = 1000;                      // of one scope

/// Reads what toJson(AuthEvent) writes, from this version or a newer one: unknown members are
/// ignored and missing ones empty, but `time` and `result` must be there, and a member of another
/// type than said at toJson() is an error. ErrorCode::InvalidInput, or Unsupported for a record of
/// the log that is no decision. Safe on any thread.
Result<AuthEvent> readAuthEvent(const QJsonObject &json);
/// One line, with or without its line end.
Result<AuthEvent> readAuthEvent(std::string_view line);

/// The opposite of toString(AuthResult).
std::optional<AuthResult> authResultFromString(QStringView word);

/// RFC 3339, with any fraction and offset, cut to milliseconds; the years 1678 to 2261, which the
/// clock can hold.
std::optional<std::chrono::system_clock::time_point> timeFromString(QStringView text);
/// As PROTOCOL.md writes times.
QString timeToString(std::chrono::system_clock::time_point time);

} // namespace wharfgate::events

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QString>

#include <cstdint>
#include <string>
#include <string_view>

/// How values are written for people everywhere in the console.
namespace wharfgate::gui::texts {

/// From a client or a file: control characters as \n, \x1b, and bidirectional overrides made
/// visible; cut with "…" beyond `maxCharacters` (0: never).
QString shown(std::string_view text, int maxCharacters = 0);
QString shown(const QString &text, int maxCharacters = 0);

QString relativeTime(const QDateTime &time, const QDateTime &now); // "3 minutes ago"
QString duration(std::int64_t microseconds);                       // "0.4 ms", "1.2 s"
QString uptime(std::int64_t seconds);                              // "3 days 4 h"
/// "expires in 12 days", "expired 3 days ago".
QString expiry(const QDateTime &notAfter, const QDateTime &now);

/// A plain-English sentence of a problem for the user, from its message and remedy.
QString sentence(const std::string &message, const std::string &remedy);

} // namespace wharfgate::gui::texts

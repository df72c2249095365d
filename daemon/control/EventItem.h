// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/events/AuthEvent.h"

#include <QJsonObject>

#include <cstdint>
#include <optional>

namespace wharfgate::control {

/// `{sequence, event}` of PROTOCOL.md.
struct EventItem
{
    QJsonObject json;
    qsizetype bytes = 0; // about what it takes on the line

    /// Without a sequence number it is null: an event of a file.
    static EventItem of(const events::AuthEvent &event, std::optional<std::uint64_t> sequence);
};

} // namespace wharfgate::control

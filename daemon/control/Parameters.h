// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/control/Message.h"
#include "shared/events/EventFilter.h"

#include <QJsonObject>
#include <QLatin1StringView>
#include <QString>

#include <cstdint>
#include <optional>

/// Reads the parameters of a call. What is missing is nothing; a wrong one is InvalidParams.
namespace wharfgate::control {

CallError invalidParameter(QLatin1StringView name, const QString &message);

/// A whole number from `least` to `most`.
tl::expected<std::optional<std::int64_t>, CallError> numberParameter(const QJsonObject &params,
                                                                     QLatin1StringView name,
                                                                     std::int64_t least,
                                                                     std::int64_t most);
tl::expected<std::optional<QString>, CallError> textParameter(const QJsonObject &params,
                                                              QLatin1StringView name);
/// Missing: the filter that lets everything through.
tl::expected<events::EventFilter, CallError> filterParameter(const QJsonObject &params,
                                                             QLatin1StringView name);

} // namespace wharfgate::control

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/Parameters.h"

#include <cmath>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

CallError invalidParameter(QLatin1StringView name, const QString &message)
{
    return {ErrorCode::InvalidParams, message, {{u"parameter"_s, QString(name)}}};
}

tl::expected<std::optional<std::int64_t>, CallError> numberParameter(const QJsonObject &params,
                                                                     QLatin1StringView name,
                                                                     std::int64_t least,
                                                                     std::int64_t most)
{
    const QJsonValue value = params.value(name);
    if (value.isUndefined())
        return std::nullopt;
    const double number = value.toDouble(std::nan(""));
    // Comparisons with a number that is none are false.
    if (number >= static_cast<double>(least) && number <= static_cast<double>(most) &&
        std::floor(number) == number)
        return static_cast<std::int64_t>(number);
    return tl::unexpected(
        invalidParameter(name, u"\"%1\" must be a whole number from %2 to %3."_s.arg(
                                   name, QString::number(least), QString::number(most))));
}

tl::expected<std::optional<QString>, CallError> textParameter(const QJsonObject &params,
                                                              QLatin1StringView name)
{
    const QJsonValue value = params.value(name);
    if (value.isUndefined())
        return std::nullopt;
    if (value.isString())
        return value.toString();
    return tl::unexpected(invalidParameter(name, u"\"%1\" must be a text."_s.arg(name)));
}

tl::expected<events::EventFilter, CallError> filterParameter(const QJsonObject &params,
                                                             QLatin1StringView name)
{
    const QJsonValue value = params.value(name);
    if (value.isUndefined())
        return events::EventFilter();
    if (!value.isObject())
        return tl::unexpected(invalidParameter(name, u"\"%1\" must be an object."_s.arg(name)));
    auto filter = events::EventFilter::fromJson(value.toObject());
    if (!filter)
        return tl::unexpected(
            invalidParameter(name, QString::fromStdString(filter.error().detail)));
    return std::move(*filter);
}

} // namespace wharfgate::control

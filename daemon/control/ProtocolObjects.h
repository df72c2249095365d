// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/Decision.h"
#include "shared/acl/Request.h"
#include "shared/acl/Rule.h"
#include "shared/config/Problem.h"
#include "shared/control/Message.h"

#include <QJsonArray>
#include <QJsonObject>

#include <string_view>
#include <vector>

/// The objects of PROTOCOL.md that several methods share.
namespace wharfgate::control {

/// Every byte of valid UTF-8 as it is, a byte order mark too; others become U+FFFD.
QString protocolText(std::string_view text);

QJsonObject toJson(const config::Problem &problem);
QJsonArray toJson(const std::vector<config::Problem> &problems);
QJsonArray toJson(const std::vector<std::string> &texts);
QJsonObject toJson(const acl::Labels &labels);

/// `request` as a parameter named `name`. Labels are absent if the object has none.
struct RequestParameter
{
    acl::Request request;
    bool hasLabels = false;
};
tl::expected<RequestParameter, CallError> requestFromJson(const QJsonValue &value,
                                                          const QString &name);

} // namespace wharfgate::control

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"
#include "shared/doctor/Check.h"
#include "shared/doctor/HttpClient.h"
#include "shared/doctor/TokenView.h"

#include <optional>

namespace wharfgate::doctor {

/// Why a registry refuses a token, by how it answers other ones: the check `registry.accepts`,
/// failed. With the token server's configuration, and its key readable, the names that the registry
/// would know the key by are tried.
Check explainRefusal(HttpClient &client, const QUrl &registry, const TokenView &token,
                     const HttpAnswer &refusal,
                     const std::optional<config::Configuration> &configuration);

} // namespace wharfgate::doctor

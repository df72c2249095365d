// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/doctor/HttpClient.h"
#include "shared/doctor/TokenView.h"

#include <optional>

namespace wharfgate::doctor {

/// Whether a registry 2.x that refuses a token accepts its claims (issuer, audience, times), and so
/// refuses its key. It answers both alike, but checks the claims first and the key only then: a
/// token with these claims and with certificates that are costly to check is refused late if the
/// claims are right, and at once if they are wrong. The key that signs tokens is not needed.
///
/// Nothing if the difference cannot be measured (a registry that checks in another order, a proxy
/// that refuses long headers).
std::optional<bool> claimsAreAccepted(HttpClient &client, const QUrl &registry,
                                      const TokenView &token);

} // namespace wharfgate::doctor

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/doctor/Findings.h"
#include "shared/doctor/HttpClient.h"
#include "shared/doctor/TokenView.h"

namespace wharfgate::doctor {

/// What `token` lets its account do in a repository, tried as far as it is granted: pull, and the
/// push of a blob that no manifest names. `registry` ends with /v2/.
void examineRepository(Findings &findings, HttpClient &client, const QUrl &registry,
                       const QString &repository, const TokenView &token);

} // namespace wharfgate::doctor

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/Session.h"
#include "shared/base/Result.h"
#include "shared/config/ConfigurationFile.h"
#include "shared/config/Problem.h"
#include "shared/control/Message.h"

#include <QJsonValue>

#include <vector>

namespace wharfgate::gui {

/// List of objects "problem" (PROTOCOL.md); what is no object is passed over. `file` is where they
/// are.
std::vector<config::Problem> problemsOf(const QJsonValue &list, const QString &file);

/// What a daemon's reply to configuration.apply comes to, in words for the user.
Session::ApplyResult applyResultOf(const control::Reply &reply, const QString &file);
/// What the writing of a file comes to.
Session::ApplyResult applyResultOf(const Result<config::WriteOutcome> &outcome);

} // namespace wharfgate::gui

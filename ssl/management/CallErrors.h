// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "shared/control/Message.h"

#include <QString>

namespace wharfgate::tls {

/// The error of PROTOCOL.md for a failure of this folder; `parameter` is what invalid input is
/// blamed on. The message is a whole sentence.
control::CallError callError(const Error &error, const QString &parameter);

/// A parameter that is missing or wrong.
control::CallError invalidParameter(const QString &parameter, const QString &message);

} // namespace wharfgate::tls

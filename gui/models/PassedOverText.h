// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/Decision.h"

#include <QJsonObject>
#include <QString>

namespace wharfgate::gui {

/// Why a rule did not match, one translated sentence without a full stop; what comes from files and
/// clients is escaped and bounded.
QString passedOverText(const acl::PassedOver &passed);
/// The same of an item of `passedOver` in the protocol's **decision**; the daemon's own sentence if
/// it names a condition that this console does not know.
QString passedOverText(const QJsonObject &passed);

} // namespace wharfgate::gui

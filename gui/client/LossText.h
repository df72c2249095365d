// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/ConnectionSpec.h"
#include "gui/client/DaemonLink.h"

#include <QString>

namespace wharfgate::gui {

/// Why there is no connection and what to do, in one or two sentences. What the daemon, ssh and the
/// system said is escaped.
QString lossText(const ConnectionSpec &spec, const DaemonLink::Loss &loss);

/// Text from elsewhere for the end of a sentence: escaped, cut, and ended by a full stop.
QString quotedSentence(const QString &text);

} // namespace wharfgate::gui

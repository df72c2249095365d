// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/ConnectionSpec.h"
#include "shared/base/Result.h"

#include <QString>
#include <QStringList>

#include <optional>

class QApplication;
class QLocale;

/// What the program does before its window opens.
namespace wharfgate::gui::startup {

/// Names for QSettings, style, icon, translations for `locale`.
void prepare(QApplication &application, const QLocale &locale);

/// What the one operand means: a configuration file, the socket of a daemon, or
/// ssh://[USER@]HOST[:PORT][/SOCKET]. InvalidInput with a sentence if it is none of them.
Result<ConnectionSpec> connectionFrom(const QString &operand);

/// Where a daemon of this machine listens unless told otherwise.
QString defaultSocketPath();

} // namespace wharfgate::gui::startup

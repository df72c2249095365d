// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/UserImport.h"

class QWidget;

namespace wharfgate::gui {

struct PageContext;

/// Asks for a file of users and shows what it would do; nothing changes before that is accepted.
void importUsers(const PageContext &context, QWidget *page);
/// Asks for a file and writes all users to it; its ending says the format: .csv, .json or
/// .htpasswd. Files with hashes are readable by their owner only.
void exportUsers(const PageContext &context, ExportHashes hashes, QWidget *page);

} // namespace wharfgate::gui

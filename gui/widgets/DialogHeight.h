// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

class QDialog;

namespace wharfgate::gui {

/// Makes the dialog at least as tall as what is in it needs at its width, whenever that changes.
/// Qt does so once, before texts that wrap know how wide they are going to be.
void keepTallEnough(QDialog *dialog);

} // namespace wharfgate::gui

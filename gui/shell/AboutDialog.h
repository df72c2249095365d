// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

namespace wharfgate::gui {

/// The console's version, the daemon's, and the libraries'.
class AboutDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `daemonVersion` may be empty.
    explicit AboutDialog(const QString &daemonVersion, QWidget *parent = nullptr);
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

namespace wharfgate::gui {

/// The reference of all settings, as `wharfgated settings` prints it, with a search field.
class DocumentationDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit DocumentationDialog(QWidget *parent = nullptr);
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QStringList>

namespace wharfgate::gui {

/// The reference of all settings, as `wharfgated settings` prints it, and the pages of
/// resources/docs for operators, with a search field.
class DocumentationDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit DocumentationDialog(QWidget *parent = nullptr);

private:
    QStringList m_texts; // Markdown, one a topic
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include <utility>

class QGridLayout;

namespace wharfgate::gui {

/// Facts as rows of a name, a text that can be selected, and a button that copies it.
class FieldGrid final : public QWidget
{
    Q_OBJECT

public:
    enum class Look
    {
        Text,
        Fixed ///< fingerprints and numbers
    };
    explicit FieldGrid(QWidget *parent = nullptr);

    /// `name` is the objectName of the text. Rows stay in the order of their first use.
    void setRow(const char *name, const QString &label, const QString &text,
                Look look = Look::Text);
    /// Stands behind the text of the row, in place of an earlier one.
    void addBehind(const char *name, QWidget *widget);
    void hideRow(const char *name);

private:
    int rowOf(const char *name) const;

    QGridLayout *m_grid = nullptr;
};

} // namespace wharfgate::gui

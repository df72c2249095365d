// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/Request.h"

#include <QStringList>
#include <QWidget>

#include <functional>
#include <vector>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace wharfgate::gui {

class ChipEditor;

/// Edits the labels of a user: rows of a label's name and its values as chips.
class LabelsEdit final : public QWidget
{
    Q_OBJECT

public:
    using ValuesOf = std::function<QStringList(const QString &label)>;

    explicit LabelsEdit(QWidget *parent = nullptr);

    void setLabels(const acl::Labels &labels); // emits nothing
    /// Rows without a name, and new rows without values, are left out.
    acl::Labels labels() const;
    /// What is offered while typing.
    void setSuggestions(const QStringList &names, ValuesOf valuesOf);
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void edited(); ///< labels() became others, by the user

private:
    struct Row
    {
        QWidget *widget = nullptr;
        QLineEdit *name = nullptr;
        ChipEditor *values = nullptr;
        QWidget *remove = nullptr;
        bool isStored = false; // keeps a label that the file has without values
    };
    void addRow(const QString &name, const QStringList &values, bool isStored);
    void removeRow(QWidget *widget);
    void noteEdit();

    QVBoxLayout *m_layout = nullptr;
    QPushButton *m_add = nullptr;
    std::vector<Row> m_rows;
    acl::Labels m_last;
    QStringList m_names;
    ValuesOf m_valuesOf;
    bool m_isReadOnly = false;
};

} // namespace wharfgate::gui

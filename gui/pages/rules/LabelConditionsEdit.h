// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>

#include <map>
#include <string>
#include <vector>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace wharfgate::gui {

/// Edits the label conditions of a rule: rows of a label's name and the pattern for its values.
class LabelConditionsEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit LabelConditionsEdit(QWidget *parent = nullptr);

    void setConditions(const std::map<std::string, std::string> &conditions);
    /// Rows without a name are left out.
    std::map<std::string, std::string> conditions() const;
    /// Names offered while typing.
    void setNames(const QStringList &names);
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void edited();   ///< a key was pressed
    void finished(); ///< a field was left, or a row removed

private:
    struct Row
    {
        QWidget *widget = nullptr;
        QLineEdit *name = nullptr;
        QLineEdit *pattern = nullptr;
        QWidget *remove = nullptr;
    };
    Row &addRow(const QString &name, const QString &pattern);
    void removeRow(QWidget *widget);

    QVBoxLayout *m_layout = nullptr;
    QPushButton *m_add = nullptr;
    std::vector<Row> m_rows;
    QStringList m_names;
    bool m_isReadOnly = false;
};

} // namespace wharfgate::gui

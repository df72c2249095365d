// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/users/LabelsEdit.h"

#include "gui/widgets/ChipEditor.h"
#include "gui/widgets/TabOrder.h"
#include "gui/widgets/Theme.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

LabelsEdit::LabelsEdit(QWidget *parent)
    : QWidget(parent)
{
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(theme::kGrid / 2);
    m_add = new QPushButton(theme::icon(u"plus"_s), tr("Add Label"), this);
    m_add->setObjectName(u"addLabel"_s);
    m_add->setToolTip(tr("Add a label, such as group, that rules can look at"));
    m_add->setAutoDefault(false);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    passFocusOn(this, m_add);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addRow({}, {}, false);
        m_rows.back().name->setFocus();
    });
}

void LabelsEdit::setLabels(const acl::Labels &labels)
{
    if (labels == m_last && labels == this->labels())
        return;
    for (const Row &row : m_rows) {
        row.widget->hide();
        row.widget->deleteLater();
    }
    m_rows.clear();
    for (const auto &[name, values] : labels) {
        QStringList chips;
        for (const std::string &value : values)
            chips << QString::fromStdString(value);
        addRow(QString::fromStdString(name), chips, true);
    }
    m_last = labels;
}

acl::Labels LabelsEdit::labels() const
{
    acl::Labels labels;
    for (const Row &row : m_rows) {
        const std::string name = row.name->text().trimmed().toStdString();
        const QStringList chips = row.values->chips();
        if (name.empty() || (chips.isEmpty() && !row.isStored))
            continue;
        auto &values = labels[name];
        for (const QString &chip : chips) {
            const std::string value = chip.toStdString();
            if (std::find(values.begin(), values.end(), value) == values.end())
                values.push_back(value);
        }
    }
    return labels;
}

void LabelsEdit::setSuggestions(const QStringList &names, ValuesOf valuesOf)
{
    m_names = names;
    m_valuesOf = std::move(valuesOf);
}

void LabelsEdit::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    m_add->setEnabled(!readOnly);
    for (const Row &row : m_rows) {
        row.name->setReadOnly(readOnly);
        row.values->setReadOnly(readOnly);
        row.remove->setEnabled(!readOnly);
    }
}

void LabelsEdit::addRow(const QString &name, const QStringList &values, bool isStored)
{
    Row row;
    row.isStored = isStored;
    row.widget = new QWidget(this);
    auto *const layout = new QHBoxLayout(row.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGrid / 2);
    row.name = new QLineEdit(name, row.widget);
    row.name->setObjectName(u"labelName"_s);
    row.name->setAccessibleName(tr("Label"));
    row.name->setPlaceholderText(tr("label"));
    row.name->setReadOnly(m_isReadOnly);
    auto *const completer = new QCompleter(m_names, row.name);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    row.name->setCompleter(completer);
    row.values = new ChipEditor(row.widget);
    row.values->setObjectName(u"labelValues"_s);
    row.values->setAccessibleName(tr("Values of the label"));
    row.values->setPlaceholderText(tr("values"));
    row.values->setChips(values);
    row.values->setReadOnly(m_isReadOnly);
    if (m_valuesOf)
        row.values->setSuggestions(m_valuesOf(name));
    auto *const remove = new QToolButton(row.widget);
    remove->setObjectName(u"removeLabel"_s);
    remove->setIcon(theme::icon(u"close"_s));
    remove->setAutoRaise(true);
    remove->setToolTip(tr("Remove this label"));
    remove->setAccessibleName(tr("Remove this label"));
    remove->setEnabled(!m_isReadOnly);
    row.remove = remove;
    layout->addWidget(row.name, 2, Qt::AlignTop);
    layout->addWidget(row.values, 3);
    layout->addWidget(remove, 0, Qt::AlignTop);
    connect(row.name, &QLineEdit::editingFinished, this,
            [this, field = row.name, chips = row.values] {
                if (m_valuesOf)
                    chips->setSuggestions(m_valuesOf(field->text().trimmed()));
                noteEdit();
            });
    connect(row.values, &ChipEditor::chipsEdited, this, &LabelsEdit::noteEdit);
    connect(remove, &QToolButton::clicked, this,
            [this, widget = row.widget] { removeRow(widget); });
    m_layout->insertWidget(m_layout->count() - 1, row.widget);
    row.widget->show(); // now, or Tab would pass it
    insertInTabOrder(row.widget, m_add);
    m_rows.push_back(row);
}

void LabelsEdit::removeRow(QWidget *widget)
{
    std::erase_if(m_rows, [&](const Row &row) { return row.widget == widget; });
    widget->hide();
    widget->deleteLater(); // its button is on the call stack
    m_add->setFocus();
    noteEdit();
}

void LabelsEdit::noteEdit()
{
    acl::Labels now = labels();
    if (now == m_last)
        return;
    m_last = std::move(now);
    Q_EMIT edited();
}

} // namespace wharfgate::gui

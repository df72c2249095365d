// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/LabelConditionsEdit.h"

#include "gui/widgets/TabOrder.h"
#include "gui/widgets/Theme.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

LabelConditionsEdit::LabelConditionsEdit(QWidget *parent)
    : QWidget(parent)
{
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(theme::kGrid / 2);
    m_add = new QPushButton(theme::icon(u"plus"_s), tr("Add Label Condition"), this);
    m_add->setObjectName(u"addLabelCondition"_s);
    m_add->setToolTip(tr("Match only accounts that have a label with a certain value"));
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    passFocusOn(this, m_add);
    connect(m_add, &QPushButton::clicked, this, [this] { addRow({}, {}).name->setFocus(); });
}

void LabelConditionsEdit::setConditions(const std::map<std::string, std::string> &conditions)
{
    if (conditions == this->conditions())
        return;
    for (const Row &row : m_rows)
        row.widget->deleteLater();
    for (const Row &row : m_rows)
        row.widget->hide();
    m_rows.clear();
    for (const auto &[name, pattern] : conditions)
        addRow(QString::fromStdString(name), QString::fromStdString(pattern));
}

std::map<std::string, std::string> LabelConditionsEdit::conditions() const
{
    std::map<std::string, std::string> conditions;
    for (const Row &row : m_rows) {
        if (!row.name->text().isEmpty())
            conditions[row.name->text().toStdString()] = row.pattern->text().toStdString();
    }
    return conditions;
}

void LabelConditionsEdit::setNames(const QStringList &names)
{
    m_names = names;
}

void LabelConditionsEdit::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    m_add->setEnabled(!readOnly);
    for (const Row &row : m_rows) {
        row.name->setReadOnly(readOnly);
        row.pattern->setReadOnly(readOnly);
        row.remove->setEnabled(!readOnly);
    }
}

LabelConditionsEdit::Row &LabelConditionsEdit::addRow(const QString &name, const QString &pattern)
{
    Row row;
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
    row.pattern = new QLineEdit(pattern, row.widget);
    row.pattern->setObjectName(u"labelPattern"_s);
    row.pattern->setAccessibleName(tr("Pattern for the label's value"));
    row.pattern->setPlaceholderText(tr("pattern for its value"));
    row.pattern->setFont(theme::fixedFont());
    row.pattern->setReadOnly(m_isReadOnly);
    auto *const remove = new QToolButton(row.widget);
    remove->setIcon(theme::icon(u"close"_s));
    remove->setAutoRaise(true);
    remove->setToolTip(tr("Remove this label condition"));
    remove->setAccessibleName(tr("Remove this label condition"));
    remove->setEnabled(!m_isReadOnly);
    row.remove = remove;
    layout->addWidget(row.name, 2);
    layout->addWidget(new QLabel(tr("is"), row.widget));
    layout->addWidget(row.pattern, 3);
    layout->addWidget(remove);
    for (QLineEdit *edit : {row.name, row.pattern}) {
        connect(edit, &QLineEdit::textEdited, this, &LabelConditionsEdit::edited);
        connect(edit, &QLineEdit::editingFinished, this, &LabelConditionsEdit::finished);
    }
    connect(remove, &QToolButton::clicked, this,
            [this, widget = row.widget] { removeRow(widget); });
    m_layout->insertWidget(m_layout->count() - 1, row.widget);
    // Tab goes through the rows before the button.
    row.widget->show(); // now, or Tab would pass it
    insertInTabOrder(row.widget, m_add);
    m_rows.push_back(row);
    return m_rows.back();
}

void LabelConditionsEdit::removeRow(QWidget *widget)
{
    std::erase_if(m_rows, [&](const Row &row) { return row.widget == widget; });
    widget->hide();
    widget->deleteLater(); // its button is on the call stack
    m_add->setFocus();
    Q_EMIT edited();
    Q_EMIT finished();
}

} // namespace wharfgate::gui

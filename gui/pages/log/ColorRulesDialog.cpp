// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/ColorRulesDialog.h"

#include "gui/models/EventFilterText.h"
#include "gui/widgets/Theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

ColorRulesDialog::ColorRulesDialog(std::vector<ColorRule> rules, QWidget *parent)
    : QDialog(parent)
    , m_rules(std::move(rules))
    , m_list(new QListWidget(this))
    , m_form(new QWidget(this))
{
    setObjectName(u"colorRulesDialog"_s);
    setWindowTitle(tr("Color Rules"));
    auto *intro =
        new QLabel(tr("The first rule that matches an entry gives it a color and a word."), this);
    intro->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(
        QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
            &ColorRulesDialog::restoreDefaults);

    auto *left = new QVBoxLayout;
    auto *tools = new QHBoxLayout;
    buildList();
    left->addWidget(m_list, 1);
    QToolButton *add = makeButton(u"addColorRule"_s, u"plus"_s, tr("Add a rule"));
    m_remove = makeButton(u"removeColorRule"_s, u"minus"_s, tr("Remove the rule"));
    m_up = makeButton(u"moveColorRuleUp"_s, u"move-up"_s, tr("Move the rule up"));
    m_down = makeButton(u"moveColorRuleDown"_s, u"move-down"_s, tr("Move the rule down"));
    for (QToolButton *button : {add, m_remove, m_up, m_down})
        tools->addWidget(button);
    tools->addStretch(1);
    left->addLayout(tools);
    connect(add, &QToolButton::clicked, this, &ColorRulesDialog::addRule);
    connect(m_remove, &QToolButton::clicked, this, &ColorRulesDialog::removeRule);
    connect(m_up, &QToolButton::clicked, this, [this] { moveRule(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveRule(1); });
    buildForm();

    auto *middle = new QHBoxLayout;
    middle->setSpacing(2 * theme::kGrid);
    middle->addLayout(left, 1);
    middle->addWidget(m_form, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * theme::kGrid, 2 * theme::kGrid, 2 * theme::kGrid,
                               2 * theme::kGrid);
    column->setSpacing(2 * theme::kGrid);
    column->addWidget(intro);
    column->addLayout(middle, 1);
    column->addWidget(buttons);
    fillList(0);
}

QToolButton *ColorRulesDialog::makeButton(const QString &name, const QString &icon,
                                          const QString &text)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(theme::icon(icon));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void ColorRulesDialog::buildList()
{
    m_list->setObjectName(u"colorRuleList"_s);
    m_list->setAccessibleName(tr("Color rules in their order"));
    connect(m_list, &QListWidget::currentRowChanged, this, &ColorRulesDialog::showRule);
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        const int row = m_list->row(item);
        if (!m_filling && row >= 0)
            m_rules[static_cast<std::size_t>(row)].isEnabled = item->checkState() == Qt::Checked;
    });
}

void ColorRulesDialog::buildForm()
{
    auto *form = new QFormLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    m_name = new QLineEdit(m_form);
    m_name->setObjectName(u"colorRuleName"_s);
    m_filter = new QLineEdit(m_form);
    m_filter->setObjectName(u"colorRuleFilter"_s);
    m_filter->setPlaceholderText(tr("As in the log's filter: result:denied user:ci"));
    m_filter->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    m_problem = new QLabel(m_form);
    m_problem->setObjectName(u"colorRuleProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_role = new QComboBox(m_form);
    m_role->setObjectName(u"colorRuleRole"_s);
    for (const theme::Role role : ColorRule::roles()) {
        QPixmap sample(16, 16);
        sample.fill(theme::color(role, palette()));
        m_role->addItem(QIcon(sample), ColorRule::roleName(role), static_cast<int>(role));
    }
    m_mark = new QLineEdit(m_form);
    m_mark->setObjectName(u"colorRuleMark"_s);
    m_mark->setMaxLength(ColorRule::kMarkLength);
    form->addRow(tr("&Name:"), m_name);
    form->addRow(tr("&Filter:"), m_filter);
    form->addRow(QString(), m_problem);
    form->addRow(tr("&Color:"), m_role);
    form->addRow(tr("&Word:"), m_mark);
    for (QLineEdit *edit : {m_name, m_filter, m_mark})
        connect(edit, &QLineEdit::textEdited, this, &ColorRulesDialog::takeRule);
    connect(m_role, &QComboBox::activated, this, &ColorRulesDialog::takeRule);
}

void ColorRulesDialog::fillList(int current)
{
    m_filling = true;
    m_list->clear();
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
        auto *item = new QListWidgetItem(m_list);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(m_rules[i].isEnabled ? Qt::Checked : Qt::Unchecked);
        showItem(static_cast<int>(i));
    }
    m_filling = false;
    m_list->setCurrentRow(std::clamp(current, -1, static_cast<int>(m_rules.size()) - 1));
    showRule();
}

void ColorRulesDialog::showItem(int row)
{
    const bool filling = std::exchange(m_filling, true);
    const ColorRule &rule = m_rules[static_cast<std::size_t>(row)];
    m_list->item(row)->setText(rule.name.isEmpty() ? tr("(no name)") : rule.name);
    m_list->item(row)->setForeground(theme::color(rule.role, palette()));
    m_filling = filling;
}

void ColorRulesDialog::showRule()
{
    if (m_filling)
        return;
    const int row = m_list->currentRow();
    m_form->setEnabled(row >= 0);
    m_remove->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_list->count());
    const ColorRule rule = row >= 0 ? m_rules[static_cast<std::size_t>(row)] : ColorRule{};
    m_name->setText(rule.name);
    m_filter->setText(rule.filter);
    m_mark->setText(rule.mark);
    m_role->setCurrentIndex(m_role->findData(static_cast<int>(rule.role)));
    const auto parsed = filtertext::parse(rule.filter, QDateTime::currentDateTime());
    QString problem = parsed.problem;
    if (problem.isEmpty() && row >= 0 && parsed.filter.isEmpty())
        problem = tr("Without a filter the rule marks nothing.");
    m_problem->setText(problem);
}

void ColorRulesDialog::takeRule()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    ColorRule &rule = m_rules[static_cast<std::size_t>(row)];
    rule.name = m_name->text();
    rule.filter = m_filter->text();
    rule.mark = m_mark->text();
    rule.role = static_cast<theme::Role>(m_role->currentData().toInt());
    showItem(row);
    const int cursor = m_filter->cursorPosition();
    showRule();
    m_filter->setCursorPosition(cursor);
}

void ColorRulesDialog::addRule()
{
    ColorRule rule;
    rule.name = tr("New rule");
    m_rules.push_back(rule);
    fillList(static_cast<int>(m_rules.size()) - 1);
    m_name->setFocus();
    m_name->selectAll();
}

void ColorRulesDialog::removeRule()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_rules.erase(m_rules.begin() + row);
    fillList(std::min(row, static_cast<int>(m_rules.size()) - 1));
}

void ColorRulesDialog::moveRule(int by)
{
    const int row = m_list->currentRow();
    const int to = row + by;
    if (row < 0 || to < 0 || to >= static_cast<int>(m_rules.size()))
        return;
    std::swap(m_rules[static_cast<std::size_t>(row)], m_rules[static_cast<std::size_t>(to)]);
    fillList(to);
}

void ColorRulesDialog::restoreDefaults()
{
    m_rules = ColorRule::defaults();
    fillList(0);
}

} // namespace wharfgate::gui

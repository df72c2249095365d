// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/ColorRule.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QToolButton;

namespace wharfgate::gui {

/// Edits the colour rules of the log: their order, and of each its name, filter, colour and word.
class ColorRulesDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ColorRulesDialog(std::vector<ColorRule> rules, QWidget *parent = nullptr);

    const std::vector<ColorRule> &rules() const { return m_rules; }

private:
    void buildList();
    void buildForm();
    QToolButton *makeButton(const QString &name, const QString &icon, const QString &text);
    void fillList(int current);
    void showRule();
    void takeRule();
    void showItem(int row);
    void addRule();
    void removeRule();
    void moveRule(int by);
    void restoreDefaults();

    std::vector<ColorRule> m_rules;
    QListWidget *m_list = nullptr;
    QWidget *m_form = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_filter = nullptr;
    QLabel *m_problem = nullptr;
    QComboBox *m_role = nullptr;
    QLineEdit *m_mark = nullptr;
    QToolButton *m_remove = nullptr;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
    bool m_filling = false;
};

} // namespace wharfgate::gui

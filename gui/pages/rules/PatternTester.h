// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/Rule.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace wharfgate::gui {

/// Says at once whether a typed text matches one of the patterns of a rule, and how that pattern is
/// compared.
class PatternTester final : public QWidget
{
    Q_OBJECT

public:
    explicit PatternTester(QWidget *parent = nullptr);

    void setConditions(const acl::MatchConditions &match);

private:
    void update();

    QString m_chosen; // by the user; else the name, which is what needs trying most

    acl::MatchConditions m_match;
    QComboBox *m_field = nullptr;
    QLineEdit *m_text = nullptr;
    QLabel *m_icon = nullptr;
    QLabel *m_result = nullptr;
    QLabel *m_explanation = nullptr;
};

} // namespace wharfgate::gui

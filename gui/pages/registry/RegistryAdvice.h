// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Problem.h"

#include <QWidget>

#include <vector>

class QAction;
class QVBoxLayout;

namespace wharfgate::gui {

/// What will not work with the chosen registry, one row each, with a button where this program can
/// mend it.
class RegistryAdvice final : public QWidget
{
    Q_OBJECT

public:
    /// `mend` becomes a button beside what is about `token.kid_format`.
    RegistryAdvice(QAction *mend, QWidget *parent);

    void setProblems(const std::vector<config::Problem> &problems);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showProblems();
    void addRow(const config::Problem &problem);

    QAction *m_mend = nullptr;
    QVBoxLayout *m_rows = nullptr;
    std::vector<config::Problem> m_problems;
};

} // namespace wharfgate::gui

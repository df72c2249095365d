// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/TableView.h"

namespace wharfgate::gui {

class RuleFilterModel;
class RuleModel;

/// The table of access rules: rows are dragged to their place, and a warning leads to its cause.
class RuleTable final : public TableView
{
    Q_OBJECT

public:
    RuleTable(RuleModel &rules, RuleFilterModel &shown, QWidget *parent = nullptr);

    /// Rows of the model, ascending, without the implicit one.
    QList<int> selectedRules() const;
    /// Rows of the model, ascending.
    QList<int> selectedSourceRows() const;
    /// Selects rows of the model and scrolls there; those that are filtered out are passed over.
    void selectSourceRows(const QList<int> &rows);

Q_SIGNALS:
    void dragRefused();
    /// Enter or a click on the warnings of a rule, or Enter elsewhere.
    void causeRequested(int row);
    void editRequested(int row);

protected:
    void startDrag(Qt::DropActions actions) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    RuleModel &m_rules;
    RuleFilterModel &m_shown;
};

} // namespace wharfgate::gui

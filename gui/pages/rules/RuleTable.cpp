// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/RuleTable.h"

#include "gui/models/RuleFilterModel.h"
#include "gui/models/RuleModel.h"
#include "gui/widgets/ChipDelegate.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

RuleTable::RuleTable(RuleModel &rules, RuleFilterModel &shown, QWidget *parent)
    : TableView(parent)
    , m_rules(rules)
    , m_shown(shown)
{
    setObjectName(u"ruleTable"_s);
    setAccessibleName(tr("Access rules"));
    setModel(&shown);
    setItemDelegateForColumn(RuleModel::Actions, new ChipDelegate(this));
    setFixedFontColumns({RuleModel::Subject, RuleModel::Resource});
    setDefaultColumns({5, 4, 18, 24, 17, 20, 20, 7, 12});
    setFixedColumn(RuleModel::Position);
    setSortingEnabled(true);
    horizontalHeader()->setSortIndicatorClearable(true);
    sortByColumn(-1, Qt::AscendingOrder);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDragDropMode(DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setDragDropOverwriteMode(false); // between the rows
    setDropIndicatorShown(true);
    setEditTriggers(DoubleClicked);
}

QList<int> RuleTable::selectedSourceRows() const
{
    QList<int> rows;
    for (const int row : selectedRows())
        rows << m_shown.mapToSource(m_shown.index(row, 0)).row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

QList<int> RuleTable::selectedRules() const
{
    QList<int> rows = selectedSourceRows();
    if (!rows.isEmpty() && m_rules.isImplicit(rows.back()))
        rows.removeLast();
    return rows;
}

void RuleTable::selectSourceRows(const QList<int> &rows)
{
    QList<int> shown;
    for (const int row : rows) {
        const QModelIndex index = m_shown.mapFromSource(m_rules.index(row, 0));
        if (index.isValid())
            shown << index.row();
    }
    selectRows(shown);
    if (!shown.isEmpty())
        scrollTo(m_shown.index(shown.front(), 0));
}

void RuleTable::startDrag(Qt::DropActions actions)
{
    if (!m_shown.isInOrder()) {
        Q_EMIT dragRefused();
        return;
    }
    TableView::startDrag(actions);
}

void RuleTable::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const QModelIndex current = m_shown.mapToSource(currentIndex());
    if (!isEnter || event->modifiers() != Qt::NoModifier || !current.isValid()) {
        TableView::keyPressEvent(event);
        return;
    }
    if (current.column() == RuleModel::Warnings && !m_rules.warnings(current.row()).empty())
        Q_EMIT causeRequested(current.row());
    else
        Q_EMIT editRequested(current.row());
}

void RuleTable::mouseReleaseEvent(QMouseEvent *event)
{
    TableView::mouseReleaseEvent(event);
    const QModelIndex index = m_shown.mapToSource(indexAt(event->position().toPoint()));
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier &&
        index.isValid() && index.column() == RuleModel::Warnings && state() == NoState &&
        !m_rules.warnings(index.row()).empty() && m_rules.warnings(index.row()).front().causeRow)
        Q_EMIT causeRequested(index.row());
}

} // namespace wharfgate::gui

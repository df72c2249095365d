// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

class QTableView;

namespace wharfgate::gui {

/// Paints the rows of the log: badges and chips, the tint and mark of colour rules, and marks
/// between entries as a line across the whole row.
class LogDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit LogDelegate(QTableView &view);

    /// Nothing new can come at the moment: rows are greyed.
    void setStale(bool stale);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    void paintMark(QPainter &painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const;
    void paintMarkCell(QPainter &painter, const QStyleOptionViewItem &option,
                       const QModelIndex &index) const;

    QTableView &m_view;
    QStyledItemDelegate *m_badges = nullptr;
    QStyledItemDelegate *m_chips = nullptr;
    bool m_stale = false;
};

} // namespace wharfgate::gui

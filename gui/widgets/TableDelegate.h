// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>
#include <QStyledItemDelegate>

namespace wharfgate::gui {

/// The delegate of TableView's plain cells: the fixed font in some columns, and the whole text as a
/// tool tip where it is cut.
class TableDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setFixedFontColumns(const QSet<int> &columns) { m_fixedFontColumns = columns; }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QSet<int> m_fixedFontColumns;
};

} // namespace wharfgate::gui

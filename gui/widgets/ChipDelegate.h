// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace wharfgate::gui {

/// Paints the texts of the model's kChipsRole (QStringList) as chips; those that do not fit become
/// "+3". Qt::DisplayRole should hold them joined by ", ".
class ChipDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int kChipsRole = Qt::UserRole + 101; // QStringList
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Lists all chips where not all are visible, unless the model has a tool tip of its own.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
};

} // namespace wharfgate::gui

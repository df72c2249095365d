// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace wharfgate::gui {

/// Paints an item of AdviceModel: icon, sentence over as many lines as it needs, place, and "Show
/// Me" at the right, which can be clicked.
class AdviceDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

Q_SIGNALS:
    void showRequested(const QModelIndex &index);

private:
    struct Layout;
    static Layout layoutOf(const QRect &area, const QStyleOptionViewItem &option,
                           const QModelIndex &index);
};

} // namespace wharfgate::gui

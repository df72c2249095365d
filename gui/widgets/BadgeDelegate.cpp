// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/BadgeDelegate.h"

#include "gui/widgets/BadgePainter.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace wharfgate::gui {

void BadgeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const QVariant value = index.data(kVerdictRole);
    if (!value.canConvert<Verdict>()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    item.text.clear();
    item.icon = {};
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    badge::paint(*painter, option.rect.adjusted(theme::kGrid / 2, 0, -theme::kGrid / 2, 0),
                 value.value<Verdict>(), item.font, item.palette);
}

QSize BadgeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant value = index.data(kVerdictRole);
    if (!value.canConvert<Verdict>())
        return QStyledItemDelegate::sizeHint(option, index);
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QSize size = badge::size(value.value<Verdict>(), item.font);
    return {size.width() + theme::kGrid, std::max(size.height() + 4, theme::rowHeight(item.font))};
}

} // namespace wharfgate::gui

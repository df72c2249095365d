// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/overview/AdviceDelegate.h"

#include "gui/pages/overview/AdviceModel.h"
#include "gui/widgets/Theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace wharfgate::gui {

namespace {

constexpr int kPadding = theme::kGrid;
constexpr int kIconSide = 16;

QString showMe()
{
    return AdviceDelegate::tr("Show Me");
}

} // namespace

struct AdviceDelegate::Layout
{
    QRect icon;
    QRect sentence;
    QRect place;
    QRect link;
    int height = 0;
};

AdviceDelegate::Layout AdviceDelegate::layoutOf(const QRect &area,
                                                const QStyleOptionViewItem &option,
                                                const QModelIndex &index)
{
    const QFontMetrics metrics(option.font);
    const int linkWidth = metrics.horizontalAdvance(showMe());
    const int left = area.left() + kPadding + kIconSide + kPadding;
    const int right = area.right() - kPadding - linkWidth - 2 * kPadding;
    const int width = std::max(metrics.averageCharWidth() * 10, right - left);
    Layout layout;
    const int top = area.top() + kPadding;
    layout.icon = QRect(area.left() + kPadding, top + (metrics.height() - kIconSide) / 2, kIconSide,
                        kIconSide);
    layout.sentence = metrics.boundingRect(QRect(left, top, width, 10'000), Qt::TextWordWrap,
                                           index.data().toString());
    layout.sentence.setWidth(width);
    const bool hasPlace = !index.data(AdviceModel::kPlaceRole).toString().isEmpty();
    layout.place =
        QRect(left, layout.sentence.bottom() + 1, width, hasPlace ? metrics.height() : 0);
    layout.link = QRect(area.right() - kPadding - linkWidth, top, linkWidth, metrics.height());
    layout.height = layout.place.bottom() + 1 - area.top() + kPadding;
    return layout;
}

void AdviceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QIcon icon = item.icon;
    const QString sentence = item.text;
    item.icon = {};
    item.text.clear();
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const Layout layout = layoutOf(option.rect, item, index);
    const bool selected = item.state.testFlag(QStyle::State_Selected);
    const QColor highlighted = item.palette.color(QPalette::HighlightedText);
    painter->save();
    painter->setFont(item.font);
    icon.paint(painter, layout.icon, Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
    painter->setPen(selected ? highlighted : item.palette.color(QPalette::Text));
    painter->drawText(layout.sentence, Qt::TextWordWrap, sentence);
    painter->setPen(selected ? highlighted : theme::color(theme::Role::MutedText, item.palette));
    painter->drawText(
        layout.place, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(item.font).elidedText(index.data(AdviceModel::kPlaceRole).toString(),
                                           Qt::ElideMiddle, layout.place.width()));
    painter->setPen(selected ? highlighted : theme::color(theme::Role::Accent, item.palette));
    QFont underlined = item.font;
    underlined.setUnderline(true);
    painter->setFont(underlined);
    painter->drawText(layout.link, Qt::AlignLeft | Qt::AlignTop, showMe());
    painter->restore();
}

QSize AdviceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    int width = option.rect.width();
    if (const auto *view = qobject_cast<const QAbstractItemView *>(option.widget))
        width = view->viewport()->width();
    return {QFontMetrics(item.font).averageCharWidth() * 30,
            layoutOf(QRect(0, 0, width, 0), item, index).height};
}

bool AdviceDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                                 const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QRect link = layoutOf(option.rect, option, index).link;
        if (mouse->button() == Qt::LeftButton &&
            link.adjusted(-4, -4, 4, 4).contains(mouse->pos())) {
            Q_EMIT showRequested(index);
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace wharfgate::gui

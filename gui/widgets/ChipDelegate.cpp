// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/ChipDelegate.h"

#include "gui/widgets/ChipPainter.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = theme::kGrid / 2;

QString restText(qsizetype count)
{
    return u"+%1"_s.arg(count);
}

/// How many of the chips fit into `width`, the "+n" for the others included.
qsizetype fitting(const QStringList &chips, const QFont &font, int width)
{
    int used = 0;
    qsizetype best = 0;
    for (qsizetype i = 0; i < chips.size(); ++i) {
        used += chip::size(texts::shown(chips[i]), font).width() + (i > 0 ? chip::kSpacing : 0);
        const qsizetype rest = chips.size() - i - 1;
        const int forRest =
            rest > 0 ? chip::kSpacing + chip::size(restText(rest), font).width() : 0;
        if (used > width)
            break;
        if (used + forRest <= width)
            best = i + 1;
    }
    return best;
}

} // namespace

void ChipDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStringList chips = index.data(kChipsRole).toStringList();
    if (!chips.isEmpty())
        item.text.clear();
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    if (chips.isEmpty())
        return;

    const QRect area = option.rect.adjusted(kMargin, 0, -kMargin, 0);
    // At least one chip, elided if need be.
    const qsizetype count = std::max<qsizetype>(1, fitting(chips, item.font, area.width()));
    const qsizetype rest = chips.size() - count;
    const int restWidth =
        rest > 0 ? chip::kSpacing + chip::size(restText(rest), item.font).width() : 0;
    int x = area.left();
    const auto paintOne = [&](const QString &text, int maximum) {
        const QSize wanted = chip::size(text, item.font);
        QRect place(x, 0, std::min(wanted.width(), std::max(0, maximum)), wanted.height());
        place.moveTop(area.center().y() - place.height() / 2);
        chip::paint(*painter, place, text, item.font, item.palette);
        x += place.width() + chip::kSpacing;
    };
    for (qsizetype i = 0; i < count; ++i)
        paintOne(texts::shown(chips[i]), area.right() + 1 - x - restWidth);
    if (rest > 0)
        paintOne(restText(rest), area.right() + 1 - x);
}

QSize ChipDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QStringList chips = index.data(kChipsRole).toStringList();
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    if (chips.isEmpty())
        return QStyledItemDelegate::sizeHint(option, index)
            .expandedTo({0, theme::rowHeight(item.font)});
    int width = 2 * kMargin - chip::kSpacing;
    for (const QString &text : chips)
        width += chip::size(texts::shown(text), item.font).width() + chip::kSpacing;
    return {width, theme::rowHeight(item.font)};
}

bool ChipDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                             const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QStringList chips = index.data(kChipsRole).toStringList();
    const bool own = event->type() == QEvent::ToolTip && !index.data(Qt::ToolTipRole).isValid();
    if (!own || fitting(chips, option.font, option.rect.width() - 2 * kMargin) == chips.size())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QStringList lines;
    for (const QString &text : chips)
        lines.append(texts::shown(text).toHtmlEscaped());
    QToolTip::showText(event->globalPos(), lines.join(u"<br>"_s), view);
    return true;
}

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/TableDelegate.h"

#include "gui/widgets/Theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>

namespace wharfgate::gui {

void TableDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (!m_fixedFontColumns.contains(index.column()))
        return;
    QFont font = theme::fixedFont();
    // Bold, italic and struck through come from the model.
    font.setWeight(option->font.weight());
    font.setItalic(option->font.italic());
    font.setStrikeOut(option->font.strikeOut());
    option->font = font;
    option->fontMetrics = QFontMetrics(font);
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(std::max(size.height(), theme::rowHeight(option.font)));
    return size;
}

bool TableDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                              const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool own = event->type() == QEvent::ToolTip && !index.data(Qt::ToolTipRole).isValid();
    if (!own || sizeHint(option, index).width() <= option.rect.width())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    // Plain text in <qt> wraps; escaped, because it may come from a client.
    QToolTip::showText(event->globalPos(),
                       QStringLiteral("<qt>") + displayText(index.data(), {}).toHtmlEscaped() +
                           QStringLiteral("</qt>"),
                       view);
    return true;
}

} // namespace wharfgate::gui

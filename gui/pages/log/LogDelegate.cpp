// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/LogDelegate.h"

#include "gui/models/EventModel.h"
#include "gui/widgets/BadgeDelegate.h"
#include "gui/widgets/ChipDelegate.h"
#include "gui/widgets/Theme.h"

#include <QApplication>
#include <QPainter>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

theme::Role roleOf(EventRow::Kind kind)
{
    switch (kind) {
    case EventRow::Kind::Gap:
    case EventRow::Kind::Disconnected:
        return theme::Role::Warning;
    case EventRow::Kind::RulesChanged:
        return theme::Role::Accent;
    default:
        return theme::Role::MutedText;
    }
}

bool usesFixedFont(EventColumn column)
{
    return column == EventColumn::Time || column == EventColumn::User ||
           column == EventColumn::Address || column == EventColumn::Resource;
}

} // namespace

LogDelegate::LogDelegate(QTableView &view)
    : QStyledItemDelegate(&view)
    , m_view(view)
    , m_badges(new BadgeDelegate(this))
    , m_chips(new ChipDelegate(this))
{}

void LogDelegate::setStale(bool stale)
{
    if (stale == m_stale)
        return;
    m_stale = stale;
    m_view.viewport()->update();
}

void LogDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto column = static_cast<EventColumn>(index.column());
    if (usesFixedFont(column)) {
        option->font = theme::fixedFont();
        option->fontMetrics = QFontMetrics(option->font);
    }
    if (column == EventColumn::Resource) // the end of a name tells more than its middle
        option->textElideMode = Qt::ElideMiddle;
    if (column == EventColumn::Time)
        option->palette.setColor(QPalette::Text,
                                 theme::color(theme::Role::MutedText, option->palette));
}

void LogDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    if (m_stale) {
        cell.state &= ~QStyle::State_Enabled;
        cell.palette.setCurrentColorGroup(QPalette::Disabled);
        cell.palette.setColor(QPalette::Text,
                              theme::color(theme::Role::DisabledText, option.palette));
    }
    const auto kind = static_cast<EventRow::Kind>(index.data(EventModel::KindRole).toInt());
    if (kind != EventRow::Kind::Event)
        return paintMark(*painter, cell, index);

    const QVariant color = index.data(EventModel::ColorRole);
    if (color.isValid() && (option.state & QStyle::State_Selected) == 0)
        painter->fillRect(option.rect,
                          theme::tint(static_cast<theme::Role>(color.toInt()), option.palette));
    switch (static_cast<EventColumn>(index.column())) {
    case EventColumn::Mark:
        return paintMarkCell(*painter, cell, index);
    case EventColumn::Result:
        return m_badges->paint(painter, cell, index);
    case EventColumn::Requested:
    case EventColumn::Granted:
        return m_chips->paint(painter, cell, index);
    default:
        return QStyledItemDelegate::paint(painter, cell, index);
    }
}

QSize LogDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    switch (static_cast<EventColumn>(index.column())) {
    case EventColumn::Result:
        return m_badges->sizeHint(option, index);
    case EventColumn::Requested:
    case EventColumn::Granted:
        return m_chips->sizeHint(option, index);
    default:
        return QStyledItemDelegate::sizeHint(option, index);
    }
}

void LogDelegate::paintMark(QPainter &painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    // Each cell paints its part of one line over the width of the view.
    const auto kind = static_cast<EventRow::Kind>(index.data(EventModel::KindRole).toInt());
    const QColor color =
        theme::color(m_stale ? theme::Role::DisabledText : roleOf(kind), option.palette);
    painter.save();
    painter.setClipRect(option.rect);
    QStyleOptionViewItem background = option;
    m_view.style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &background, &painter, &m_view);
    const QRect row(0, option.rect.top(), m_view.viewport()->width(), option.rect.height());
    QFont font = option.font;
    font.setItalic(true);
    painter.setFont(font);
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    painter.setPen(selected ? option.palette.color(QPalette::HighlightedText) : color);
    const QFontMetrics metrics(font);
    constexpr int kMargin = 4 * theme::kGrid;
    const QString text = metrics.elidedText(index.data(EventModel::MarkTextRole).toString(),
                                            Qt::ElideRight, std::max(0, row.width() - 2 * kMargin));
    const int width = metrics.horizontalAdvance(text) + 2 * theme::kGrid;
    const int middle = row.center().y();
    painter.drawText(row, Qt::AlignCenter, text);
    painter.drawLine(row.left() + theme::kGrid, middle, row.center().x() - width / 2, middle);
    painter.drawLine(row.center().x() + width / 2, middle, row.right() - theme::kGrid, middle);
    painter.restore();
}

void LogDelegate::paintMarkCell(QPainter &painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = cell.text;
    cell.text.clear();
    m_view.style()->drawControl(QStyle::CE_ItemViewItem, &cell, &painter, &m_view);

    painter.save();
    painter.setClipRect(option.rect);
    const int side = option.fontMetrics.height();
    QRect place(option.rect.left() + theme::kGrid / 2, option.rect.center().y() - side / 2, side,
                side);
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    const auto paintIcon = [&](const QString &name, theme::Role role) {
        if (selected) // colours of meaning do not stand out there
            theme::icon(name).paint(&painter, place, Qt::AlignCenter, QIcon::Selected);
        else
            theme::icon(name, role).paint(&painter, place);
    };
    if (index.data(EventModel::BookmarkRole).toBool()) {
        paintIcon(u"bookmark"_s, theme::Role::Accent);
        place.translate(side + 2, 0);
    }
    if (!index.data(EventModel::NoteRole).toString().isEmpty()) {
        paintIcon(u"note"_s, theme::Role::Information);
        place.translate(side + 2, 0);
    }
    const QVariant color = index.data(EventModel::ColorRole);
    if (!text.isEmpty() && color.isValid()) {
        QFont font = option.font;
        font.setBold(true);
        if (font.pointSizeF() > 0)
            font.setPointSizeF(font.pointSizeF() * 0.8);
        painter.setFont(font);
        const auto role = static_cast<theme::Role>(color.toInt());
        painter.setPen(selected  ? option.palette.color(QPalette::HighlightedText)
                       : m_stale ? theme::color(theme::Role::DisabledText, option.palette)
                                 : theme::color(role, option.palette));
        const QRect rest(place.left(), option.rect.top(), option.rect.right() - place.left(),
                         option.rect.height());
        painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, text);
    }
    painter.restore();
}

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/FlowLayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace wharfgate::gui {

FlowLayout::FlowLayout(QWidget *parent)
    : QLayout(parent)
{}

FlowLayout::~FlowLayout()
{
    for (QLayoutItem *item : m_items)
        delete item;
}

void FlowLayout::insertWidget(int index, QWidget *widget)
{
    addChildWidget(widget);
    const auto place = std::clamp<std::ptrdiff_t>(index, 0, count());
    m_items.insert(m_items.begin() + place, std::make_unique<QWidgetItem>(widget).release());
    invalidate();
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.push_back(item);
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    QLayoutItem *item = itemAt(index);
    if (item)
        m_items.erase(m_items.begin() + index);
    return item;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), Mode::Measure);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

QSize FlowLayout::sizeHint() const
{
    int width = 0;
    int height = 0;
    for (const QLayoutItem *item : m_items) {
        width += item->sizeHint().width() + spacing();
        height = std::max(height, item->sizeHint().height());
    }
    const QMargins margins = contentsMargins();
    return {width + margins.left() + margins.right(), height + margins.top() + margins.bottom()};
}

void FlowLayout::setGeometry(const QRect &area)
{
    QLayout::setGeometry(area);
    arrange(area, Mode::Place);
}

int FlowLayout::arrange(const QRect &area, Mode mode) const
{
    const QRect inner = area.marginsRemoved(contentsMargins());
    int x = inner.left();
    int y = inner.top();
    int lineHeight = 0;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        QLayoutItem *item = m_items[i];
        const bool last = i + 1 == m_items.size();
        const QSize size = item->sizeHint();
        const int needed = last ? item->minimumSize().width() : size.width();
        if (x > inner.left() && x + needed > inner.left() + inner.width()) {
            x = inner.left();
            y += lineHeight + spacing();
            lineHeight = 0;
        }
        const int rest = std::max(0, inner.left() + inner.width() - x);
        const int width = last ? rest : std::min(size.width(), rest);
        if (mode == Mode::Place)
            item->setGeometry(QStyle::visualRect(parentWidget()->layoutDirection(), area,
                                                 QRect(QPoint(x, y), QSize(width, size.height()))));
        x += width + spacing();
        lineHeight = std::max(lineHeight, size.height());
    }
    return y + lineHeight - area.top() + contentsMargins().bottom();
}

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/PageList.h"

#include "gui/widgets/Theme.h"

#include <QEvent>

#include <algorithm>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

PageList::PageList(QWidget *parent)
    : QListWidget(parent)
{
    setObjectName(u"pageList"_s);
    setAccessibleName(tr("Pages"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setUniformItemSizes(true);
    fit();
}

void PageList::addPage(const QString &iconName, const QString &title)
{
    auto *item = new QListWidgetItem(theme::icon(iconName), title, this);
    item->setData(Qt::AccessibleTextRole, title);
    item->setToolTip(title);
    fit();
}

void PageList::setCollapsed(bool collapsed)
{
    m_isCollapsed = collapsed;
    fit();
}

void PageList::changeEvent(QEvent *event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

void PageList::fit()
{
    const int line = fontMetrics().height();
    const int iconSize = std::max(20, line * 5 / 4);
    setIconSize({iconSize, iconSize});
    const int height = iconSize + 2 * theme::kGrid;
    int width = iconSize + 4 * theme::kGrid;
    if (!m_isCollapsed) {
        int longest = 0;
        for (int row = 0; row < count(); ++row)
            longest = std::max(longest, fontMetrics().horizontalAdvance(item(row)->toolTip()));
        width = std::max(width + longest + 2 * theme::kGrid, line * 11);
    }
    for (int row = 0; row < count(); ++row) {
        item(row)->setSizeHint({width - theme::kGrid, height});
        item(row)->setText(m_isCollapsed ? QString() : item(row)->toolTip());
    }
    setFixedWidth(width);
}

} // namespace wharfgate::gui

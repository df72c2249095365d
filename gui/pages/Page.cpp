// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/Page.h"

#include <QAbstractItemView>

namespace wharfgate::gui {

namespace {

bool canTakeFocus(const QWidget &page, const QWidget *widget)
{
    return widget != nullptr && widget != &page && page.isAncestorOf(widget) &&
           (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isVisibleTo(&page) &&
           widget->isEnabledTo(&page);
}

} // namespace

void Page::takeFocus()
{
    if (isAncestorOf(window()->focusWidget()))
        return;
    QWidget *best = focusWidget(); // the last one here
    if (!canTakeFocus(*this, best)) {
        best = nullptr;
        for (QWidget *widget = nextInFocusChain(); widget != this;
             widget = widget->nextInFocusChain()) {
            if (!canTakeFocus(*this, widget))
                continue;
            const bool isTable = qobject_cast<QAbstractItemView *>(widget) != nullptr;
            if (best == nullptr || isTable)
                best = widget;
            if (isTable)
                break;
        }
    }
    (best != nullptr ? best : this)->setFocus(Qt::OtherFocusReason);
}

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/TabOrder.h"

#include <QFocusEvent>
#include <QList>
#include <QWidget>

namespace wharfgate::gui {

namespace {

/// QWidget::setTabOrder() moves a widget with a proxy together with others.
bool takesFocusItself(const QWidget *widget)
{
    return (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr;
}

class FocusFilter final : public QObject
{
public:
    FocusFilter(QWidget *outer, QWidget *inner)
        : QObject(outer)
        , m_inner(inner)
    {}

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::FocusIn)
            m_inner->setFocus(static_cast<QFocusEvent *>(event)->reason());
        return QObject::eventFilter(watched, event);
    }

private:
    QWidget *m_inner; // lives as long as the parent
};

bool isWithin(const QWidget *widget, const QWidget *outer)
{
    return widget == outer || outer->isAncestorOf(widget);
}

} // namespace

void insertInTabOrder(QWidget *inserted, QWidget *before)
{
    QList<QWidget *> moved;
    QWidget *widget = inserted;
    do {
        if (isWithin(widget, inserted) && takesFocusItself(widget))
            moved.append(widget);
        widget = widget->nextInFocusChain();
    } while (widget != inserted);

    QWidget *last = before->previousInFocusChain();
    while (last != before && (isWithin(last, inserted) || !takesFocusItself(last)))
        last = last->previousInFocusChain();
    if (last == before && !moved.isEmpty()) { // alone so far
        last = moved.takeFirst();
        QWidget::setTabOrder(last, before);
    }
    for (QWidget *next : moved) {
        QWidget::setTabOrder(last, next);
        last = next;
    }
}

void passFocusOn(QWidget *outer, QWidget *inner)
{
    outer->setFocusPolicy(Qt::ClickFocus);
    outer->installEventFilter(new FocusFilter(outer, inner));
}

} // namespace wharfgate::gui

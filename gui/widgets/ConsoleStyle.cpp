// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/ConsoleStyle.h"

#include <QPainter>
#include <QStyleOption>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

QColor frameColor(const QPalette &palette)
{
    QColor color = palette.color(QPalette::Text);
    color.setAlphaF(0.55F);
    return color;
}

} // namespace

ConsoleStyle::ConsoleStyle()
    : QProxyStyle(u"Fusion"_s)
{}

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                 QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool isCheck =
        element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
    const bool isRadio = element == PE_IndicatorRadioButton;
    const QPalette &palette = option->palette;
    if ((!isCheck && !isRadio) ||
        palette.color(QPalette::Base).lightness() > palette.color(QPalette::Text).lightness())
        return;
    painter->save();
    painter->setPen(frameColor(palette));
    painter->setBrush(Qt::NoBrush);
    const QRect frame = option->rect.adjusted(0, 0, -1, -1);
    if (isRadio) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->drawEllipse(frame);
    } else {
        painter->drawRect(frame);
    }
    painter->restore();
}

} // namespace wharfgate::gui

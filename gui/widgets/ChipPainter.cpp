// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/ChipPainter.h"

#include "gui/widgets/Theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <cmath>

namespace wharfgate::gui::chip {

namespace {

constexpr int kPadding = 7;

} // namespace

QSize size(const QString &text, const QFont &font)
{
    // Rounded up: a text that is wider than its room by half a pixel would be cut.
    const int width = static_cast<int>(std::ceil(QFontMetricsF(font).horizontalAdvance(text)));
    return {width + 2 * kPadding, QFontMetrics(font).height() + 4};
}

void paint(QPainter &painter, const QRect &area, const QString &text, const QFont &font,
           const QPalette &palette, int reservedAtEnd)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::color(theme::Role::ChipBackground, palette));
    painter.drawRoundedRect(area, 4, 4);
    painter.setPen(theme::color(theme::Role::ChipText, palette));
    painter.setFont(font);
    const QRect words = area.adjusted(kPadding, 0, -kPadding - reservedAtEnd, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, words.width()));
    painter.restore();
}

} // namespace wharfgate::gui::chip

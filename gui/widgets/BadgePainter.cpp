// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/BadgePainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace wharfgate::gui::badge {

namespace {

constexpr int kPadding = theme::kGrid;
constexpr int kGap = 6;

int shapeSide(const QFontMetrics &metrics)
{
    return std::max(10, metrics.ascent() - 1);
}

QPainterPath keyPath()
{
    QPainterPath path;
    path.addEllipse(QPointF(0.27, 0.5), 0.19, 0.19);
    path.moveTo(0.46, 0.5);
    path.lineTo(0.94, 0.5);
    path.lineTo(0.94, 0.72);
    path.moveTo(0.74, 0.5);
    path.lineTo(0.74, 0.68);
    return path;
}

/// In the unit square.
QPainterPath linesOf(Verdict::Shape shape)
{
    QPainterPath path;
    switch (shape) {
    case Verdict::Shape::Check:
        path.moveTo(0.12, 0.55);
        path.lineTo(0.4, 0.82);
        path.lineTo(0.9, 0.2);
        break;
    case Verdict::Shape::Half:
        path.addEllipse(QPointF(0.5, 0.5), 0.4, 0.4);
        break;
    case Verdict::Shape::Cross:
        path.moveTo(0.18, 0.18);
        path.lineTo(0.82, 0.82);
        path.moveTo(0.82, 0.18);
        path.lineTo(0.18, 0.82);
        break;
    case Verdict::Shape::Key:
        return keyPath();
    case Verdict::Shape::Exclamation:
        path.moveTo(0.5, 0.1);
        path.lineTo(0.5, 0.6);
        path.moveTo(0.5, 0.86);
        path.lineTo(0.5, 0.88);
        break;
    case Verdict::Shape::Dash:
        path.moveTo(0.15, 0.5);
        path.lineTo(0.85, 0.5);
        break;
    }
    return path;
}

void paintShape(QPainter &painter, const QRectF &area, Verdict::Shape shape, const QColor &color)
{
    painter.save();
    painter.translate(area.topLeft());
    painter.scale(area.width(), area.height());
    QPen pen(color, 0.14, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(linesOf(shape));
    if (shape == Verdict::Shape::Half) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPie(QRectF(0.1, 0.1, 0.8, 0.8), 90 * 16, 180 * 16);
    }
    painter.restore();
}

} // namespace

QSize size(const Verdict &verdict, const QFont &font)
{
    const QFontMetrics metrics(font);
    // Rounded up: a word that is wider than its room by half a pixel would be cut.
    const double word = QFontMetricsF(font).horizontalAdvance(verdict.word);
    return {2 * kPadding + shapeSide(metrics) + kGap + static_cast<int>(std::ceil(word)),
            metrics.height() + 4};
}

void paint(QPainter &painter, const QRect &area, const Verdict &verdict, const QFont &font,
           const QPalette &palette)
{
    const QFontMetrics metrics(font);
    const QSize wanted = size(verdict, font);
    QRect pill(area.left(), 0, std::min(wanted.width(), area.width()), wanted.height());
    pill.moveTop(area.center().y() - pill.height() / 2);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::tint(verdict.role, palette));
    const double radius = pill.height() / 2.0;
    painter.drawRoundedRect(pill, radius, radius);

    const QColor color = theme::color(verdict.role, palette);
    const int side = shapeSide(metrics);
    QRectF mark(pill.left() + kPadding, 0, side, side);
    mark.moveTop(pill.top() + (pill.height() - side) / 2.0);
    paintShape(painter, mark, verdict.shape, color);

    painter.setPen(color);
    painter.setFont(font);
    const QRect words = pill.adjusted(kPadding + side + kGap, 0, -kPadding, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(verdict.word, Qt::ElideRight, words.width()));
    painter.restore();
}

} // namespace wharfgate::gui::badge

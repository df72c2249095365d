// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/TimePlot.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSwatch = 14; // width of a legend's line

/// A round number with a whole half, at least 1 and not below `value`.
double niceAbove(double value)
{
    double power = 1;
    while (power * 10 <= value)
        power *= 10;
    for (const double factor : {1.0, 2.0, 4.0, 6.0, 10.0})
        if (factor * power >= value)
            return factor * power;
    return power * 10;
}

QString number(double value)
{
    return QLocale().toString(value, 'f', value < 10 && value != std::floor(value) ? 1 : 0);
}

Qt::PenStyle penOf(std::size_t series)
{
    // Colour is not the only difference between lines.
    static constexpr std::array<Qt::PenStyle, 4> kStyles{Qt::SolidLine, Qt::DashLine, Qt::DotLine,
                                                         Qt::DashDotLine};
    return kStyles.at(series % kStyles.size());
}

} // namespace

/// Where everything is, for the present size and data.
struct TimePlot::Layout
{
    QRectF area; // the curves
    double top = 1;
    std::vector<QRect> legend;

    QPointF point(std::size_t index, std::size_t count, double value) const
    {
        const double share =
            count > 1 ? static_cast<double>(index) / static_cast<double>(count - 1) : 1;
        return {area.left() + share * area.width(), area.bottom() - value / top * area.height()};
    }
};

TimePlot::TimePlot(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setWhatsThis(tr("Click a name of the legend, or press its number, to hide or show its line. "
                    "Left and Right show the values of one minute."));
}

void TimePlot::setData(std::vector<QDateTime> times, std::vector<Series> series)
{
    m_times = std::move(times);
    m_series = std::move(series);
    for (Series &one : m_series)
        one.values.resize(m_times.size());
    m_hidden.resize(m_series.size(), false);
    if (m_cursor >= static_cast<int>(m_times.size()))
        m_cursor = -1;
    describe();
    update();
}

bool TimePlot::isSeriesHidden(std::size_t series) const
{
    return series < m_hidden.size() && m_hidden[series];
}

QSize TimePlot::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, fontMetrics().height() * 9};
}

QSize TimePlot::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 34, fontMetrics().height() * 7};
}

TimePlot::Layout TimePlot::layoutNow() const
{
    Layout layout;
    const QFontMetrics metrics = fontMetrics();
    double highest = 0;
    for (std::size_t i = 0; i < m_series.size(); ++i)
        if (!m_hidden[i])
            for (const double value : m_series[i].values)
                highest = std::max(highest, value);
    layout.top = niceAbove(highest);

    int x = 0;
    int y = 0;
    const int lineHeight = metrics.height() + 4;
    for (const Series &series : m_series) {
        const int width = kSwatch + 6 + metrics.horizontalAdvance(series.name);
        if (x > 0 && x + width > this->width()) {
            x = 0;
            y += lineHeight;
        }
        layout.legend.emplace_back(x, y, width, lineHeight);
        x += width + 2 * theme::kGrid;
    }
    const int legendBottom = layout.legend.empty() ? 0 : y + lineHeight;
    const int left = std::max(metrics.horizontalAdvance(number(layout.top)),
                              metrics.horizontalAdvance(number(layout.top / 2))) +
                     theme::kGrid;
    layout.area = QRectF(left, legendBottom + metrics.height() / 2.0 + 2, width() - left - 4,
                         height() - legendBottom - 2 * metrics.height() - 4);
    return layout;
}

void TimePlot::paintAxes(QPainter &painter, const Layout &layout) const
{
    const QColor muted = theme::color(theme::Role::MutedText, palette());
    const QColor line = theme::color(theme::Role::Separator, palette());
    const QFontMetrics metrics = fontMetrics();
    for (const double share : {0.0, 0.5, 1.0}) {
        const double value = layout.top * share;
        const double y = layout.area.bottom() - share * layout.area.height();
        painter.setPen(QPen(line, 1));
        painter.drawLine(QPointF(layout.area.left(), y), QPointF(layout.area.right(), y));
        if (share == 0.5 && layout.top < 2)
            continue; // no half requests
        painter.setPen(muted);
        painter.drawText(QRectF(0, y - metrics.height() / 2.0,
                                layout.area.left() - theme::kGrid / 2.0, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, number(value));
    }
    if (m_times.empty())
        return;
    painter.setPen(muted);
    const QRectF row(layout.area.left(), layout.area.bottom() + 2, layout.area.width(),
                     metrics.height());
    const auto clock = [](const QDateTime &time) {
        return QLocale().toString(time.toLocalTime().time(), u"HH:mm"_s);
    };
    painter.drawText(row, Qt::AlignLeft, clock(m_times.front()));
    painter.drawText(row, Qt::AlignHCenter, clock(m_times[m_times.size() / 2]));
    painter.drawText(row, Qt::AlignRight, clock(m_times.back()));
}

void TimePlot::paintLegend(QPainter &painter, const Layout &layout) const
{
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        const QRect place = layout.legend[i];
        const int middle = place.center().y();
        QFont words = font();
        words.setStrikeOut(m_hidden[i]);
        painter.setFont(words);
        const QColor color =
            theme::color(m_hidden[i] ? theme::Role::DisabledText : m_series[i].role, palette());
        painter.setPen(QPen(color, 2, penOf(i)));
        painter.drawLine(place.left(), middle, place.left() + kSwatch, middle);
        painter.setPen(m_hidden[i] ? color : palette().color(QPalette::WindowText));
        painter.drawText(place.adjusted(kSwatch + 6, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         m_series[i].name);
    }
    painter.setFont(font());
}

void TimePlot::paintSeries(QPainter &painter, const Layout &layout, std::size_t index) const
{
    const Series &series = m_series[index];
    QPainterPath path;
    for (std::size_t i = 0; i < series.values.size(); ++i) {
        const QPointF point = layout.point(i, series.values.size(), series.values[i]);
        if (i == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    painter.setPen(
        QPen(theme::color(series.role, palette()), 1.5, penOf(index), Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void TimePlot::paintTip(QPainter &painter, const Layout &layout) const
{
    const auto at = static_cast<std::size_t>(m_cursor);
    const double x = layout.point(at, m_times.size(), 0).x();
    painter.setPen(QPen(theme::color(theme::Role::MutedText, palette()), 1, Qt::DotLine));
    painter.drawLine(QPointF(x, layout.area.top()), QPointF(x, layout.area.bottom()));
    const QStringList lines = tipLines(at);
    const QFontMetrics metrics = fontMetrics();
    int width = 0;
    for (const QString &text : lines)
        width = std::max(width, metrics.horizontalAdvance(text));
    QRectF box(x + theme::kGrid, layout.area.top(), width + 2 * theme::kGrid,
               static_cast<double>(lines.size()) * metrics.height() + theme::kGrid);
    if (box.right() > rect().right())
        box.moveRight(x - theme::kGrid);
    painter.setPen(QPen(theme::color(theme::Role::Separator, palette()), 1));
    painter.setBrush(palette().color(QPalette::ToolTipBase));
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(palette().color(QPalette::ToolTipText));
    painter.drawText(box.adjusted(theme::kGrid, theme::kGrid / 2.0, 0, 0), Qt::AlignLeft,
                     lines.join(u'\n'));
}

QStringList TimePlot::tipLines(std::size_t index) const
{
    QStringList lines{QLocale().toString(m_times[index].toLocalTime().time(), u"HH:mm"_s)};
    for (std::size_t i = 0; i < m_series.size(); ++i)
        if (!m_hidden[i])
            lines.append(tr("%1: %2", "name of a line: value")
                             .arg(m_series[i].name, number(m_series[i].values[index])));
    return lines;
}

void TimePlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Layout layout = layoutNow();
    paintAxes(painter, layout);
    paintLegend(painter, layout);
    for (std::size_t i = 0; i < m_series.size(); ++i)
        if (!m_hidden[i])
            paintSeries(painter, layout, i);
    if (m_cursor >= 0)
        paintTip(painter, layout);
    if (hasFocus()) {
        painter.setPen(QPen(theme::color(theme::Role::Accent, palette()), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }
}

void TimePlot::moveCursor(int index)
{
    const int last = static_cast<int>(m_times.size()) - 1;
    const int wanted = last < 0 ? -1 : std::clamp(index, -1, last);
    if (wanted == m_cursor)
        return;
    m_cursor = wanted;
    describe();
    update();
}

void TimePlot::toggle(std::size_t series)
{
    if (series >= m_hidden.size())
        return;
    m_hidden[series] = !m_hidden[series];
    describe();
    update();
}

void TimePlot::describe()
{
    if (m_cursor >= 0) {
        setAccessibleDescription(tipLines(static_cast<std::size_t>(m_cursor)).join(u", "_s));
        return;
    }
    QStringList parts;
    for (const Series &series : m_series) {
        double sum = 0;
        for (const double value : series.values)
            sum += value;
        parts.append(tr("%1: %2", "name of a line: value").arg(series.name, number(sum)));
    }
    setAccessibleDescription(parts.join(u", "_s));
}

void TimePlot::mouseMoveEvent(QMouseEvent *event)
{
    const Layout layout = layoutNow();
    if (m_times.empty() || !layout.area.adjusted(-4, 0, 4, 0).contains(event->position())) {
        moveCursor(-1);
        return;
    }
    const double share = (event->position().x() - layout.area.left()) / layout.area.width();
    moveCursor(static_cast<int>(
        std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(m_times.size() - 1))));
}

void TimePlot::mousePressEvent(QMouseEvent *event)
{
    const Layout layout = layoutNow();
    for (std::size_t i = 0; i < layout.legend.size(); ++i)
        if (layout.legend[i].contains(event->pos()))
            toggle(i);
}

void TimePlot::keyPressEvent(QKeyEvent *event)
{
    const int last = static_cast<int>(m_times.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        moveCursor(m_cursor < 0 ? last : std::max(0, m_cursor - 1));
        return;
    case Qt::Key_Right:
        moveCursor(m_cursor < 0 ? 0 : m_cursor + 1);
        return;
    case Qt::Key_Home:
        moveCursor(0);
        return;
    case Qt::Key_End:
        moveCursor(last);
        return;
    case Qt::Key_Escape:
        if (m_cursor >= 0) {
            moveCursor(-1);
            return;
        }
        break;
    default:
        if (event->key() >= Qt::Key_1 && event->key() <= Qt::Key_9) {
            toggle(static_cast<std::size_t>(event->key() - Qt::Key_1));
            return;
        }
        break;
    }
    QWidget::keyPressEvent(event);
}

void TimePlot::leaveEvent(QEvent *event)
{
    moveCursor(-1);
    QWidget::leaveEvent(event);
}

} // namespace wharfgate::gui

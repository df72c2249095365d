// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/Theme.h"

#include <QDateTime>
#include <QWidget>

#include <vector>

namespace wharfgate::gui {

/// A small plot of counts over time: thin lines, a legend that can be clicked to hide a line, the
/// values under the mouse or the keyboard's cursor as a tip.
class TimePlot final : public QWidget
{
    Q_OBJECT

public:
    struct Series
    {
        QString name;
        theme::Role role = theme::Role::Information;
        std::vector<double> values; // one for each time
    };
    explicit TimePlot(QWidget *parent = nullptr);

    void setData(std::vector<QDateTime> times, std::vector<Series> series);
    bool isSeriesHidden(std::size_t series) const;
    /// Of the time whose values are shown, or -1.
    int cursorIndex() const { return m_cursor; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    struct Layout;
    Layout layoutNow() const;
    void paintAxes(QPainter &painter, const Layout &layout) const;
    void paintLegend(QPainter &painter, const Layout &layout) const;
    void paintSeries(QPainter &painter, const Layout &layout, std::size_t index) const;
    void paintTip(QPainter &painter, const Layout &layout) const;
    QStringList tipLines(std::size_t index) const;
    void moveCursor(int index);
    void toggle(std::size_t series);
    void describe();

    std::vector<QDateTime> m_times;
    std::vector<Series> m_series;
    std::vector<bool> m_hidden;
    int m_cursor = -1;
};

} // namespace wharfgate::gui

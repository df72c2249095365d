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

    std::vector<QDateTime> m_times;
    std::vector<Series> m_series;
    std::vector<bool> m_hidden;
    int m_cursor = -1;
};

} // namespace wharfgate::gui

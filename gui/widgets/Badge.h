// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/Verdict.h"

#include <QWidget>

#include <optional>

namespace wharfgate::gui {

/// A Verdict in a form or panel, looking as in a table.
class Badge final : public QWidget
{
    Q_OBJECT

public:
    explicit Badge(QWidget *parent = nullptr);

    const std::optional<Verdict> &verdict() const { return m_verdict; }
    /// None: nothing is painted.
    void setVerdict(const std::optional<Verdict> &verdict);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<Verdict> m_verdict;
};

} // namespace wharfgate::gui

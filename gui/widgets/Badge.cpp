// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/Badge.h"

#include "gui/widgets/BadgePainter.h"

#include <QPainter>

namespace wharfgate::gui {

Badge::Badge(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::setVerdict(const std::optional<Verdict> &verdict)
{
    m_verdict = verdict;
    setAccessibleName(verdict ? verdict->word : QString());
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    return badge::size(m_verdict.value_or(Verdict()), font());
}

void Badge::paintEvent(QPaintEvent *)
{
    if (!m_verdict)
        return;
    QPainter painter(this);
    badge::paint(painter, rect(), *m_verdict, font(), palette());
}

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/Verdict.h"

#include <QFont>
#include <QPalette>
#include <QRect>
#include <QSize>

class QPainter;

/// The look of a badge, shared by tables (BadgeDelegate) and forms (Badge).
namespace wharfgate::gui::badge {

QSize size(const Verdict &verdict, const QFont &font);
/// At the left of `area`, in the middle of its height; the word is elided if it does not fit.
void paint(QPainter &painter, const QRect &area, const Verdict &verdict, const QFont &font,
           const QPalette &palette);

} // namespace wharfgate::gui::badge

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>
#include <QPalette>
#include <QRect>
#include <QSize>
#include <QString>

class QPainter;

/// The look of a chip, shared by tables (ChipDelegate) and editors (ChipEditor).
namespace wharfgate::gui::chip {

inline constexpr int kSpacing = 4; // between chips

QSize size(const QString &text, const QFont &font);
/// Fills `area`; the text is elided if it does not fit. Text from files is passed through
/// texts::shown() by the caller.
void paint(QPainter &painter, const QRect &area, const QString &text, const QFont &font,
           const QPalette &palette, int reservedAtEnd = 0);

} // namespace wharfgate::gui::chip

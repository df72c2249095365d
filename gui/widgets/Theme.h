// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QString>

#include <optional>

class QWidget;

/// Looks that follow the system's palette and font, light or dark. No state: colours are computed
/// from the palette that is passed in, icons look at the application's palette when they are
/// painted.
namespace wharfgate::gui::theme {

/// Colours by meaning. Each has a light and a dark value with at least 4.5:1 contrast to the base
/// (text roles) and is never the only sign of what it means.
enum class Role
{
    Accent,
    Granted,
    PartlyGranted,
    Denied,
    LoginFailed,
    Error,
    Warning,
    Information,
    Success,
    MutedText, ///< secondary text
    ChipBackground,
    ChipText,
    AddedBackground, ///< differences
    RemovedBackground,
    DisabledText,
    Separator
};

bool isDark(const QPalette &palette);
QColor color(Role role, const QPalette &palette);
/// A faint background of that meaning, for badges and bars; the role's colour can be read on it.
QColor tint(Role role, const QPalette &palette);
/// Text of a label or button in the colour of a meaning, or in the palette's own again; call anew
/// on PaletteChange of its parent. A disabled widget keeps the disabled colour.
void setTextColor(QWidget &widget, std::optional<Role> role);
/// Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1, SC 1.4.3).
double contrast(const QColor &first, const QColor &second);

/// One of our own SVG icons by name ("rule-add"), drawn in the palette's text colour in every mode;
/// an empty icon (and a debug assertion) if there is none.
QIcon icon(const QString &name);
/// As icon(), in the colour of a meaning.
QIcon icon(const QString &name, Role role);
/// The program's own icon, in its own colours.
QIcon applicationIcon();

QFont fixedFont();
/// One grid step: 8 pixels at 96 dpi, as logical pixels.
inline constexpr int kGrid = 8;
/// Height of a table row with this font, at least 28.
int rowHeight(const QFont &font);

} // namespace wharfgate::gui::theme

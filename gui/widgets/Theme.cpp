// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/Theme.h"

#include "gui/widgets/SvgIconEngine.h"

#include <QFile>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QWidget>

#include <algorithm>
#include <array>
#include <cmath>

// Outside every namespace, as the macro wants it: a static library's resources are not registered
// by themselves.
static void initializeResources()
{
    Q_INIT_RESOURCE(wharfgate);
}

namespace wharfgate::gui::theme {

using namespace Qt::StringLiterals;

namespace {

// WCAG 2.1 SC 1.4.3 asks 4.5 for text; disabled controls are exempt, but should still be found.
constexpr double kTextContrast = 4.5;
constexpr double kDisabledContrast = 3.0;

struct RoleColors
{
    QRgb light;
    QRgb dark;
};

// In the order of Role.
constexpr std::array<RoleColors, 16> kColors{{
    {0x1f5fae, 0x7db4f0}, // Accent
    {0x1a6e36, 0x6cc98a}, // Granted
    {0x7a5a00, 0xe0b94c}, // PartlyGranted
    {0xb3261e, 0xf2938c}, // Denied
    {0x8a3f8f, 0xd7a0dc}, // LoginFailed
    {0x9c1f3f, 0xf58aa4}, // Error
    {0x8a5200, 0xeba95a}, // Warning
    {0x22629e, 0x84b9ea}, // Information
    {0x1a6e36, 0x6cc98a}, // Success
    {0x5b6066, 0xa6abb2}, // MutedText
    {0xe3e9f0, 0x3a434d}, // ChipBackground
    {0x2c3e50, 0xd5dee8}, // ChipText
    {0xdcf3e2, 0x1f3d2a}, // AddedBackground
    {0xfbe1df, 0x4a2624}, // RemovedBackground
    {0x7d8288, 0x7d8288}, // DisabledText
    {0xd4d8dc, 0x474c52}, // Separator
}};

double channelLuminance(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channelLuminance(color.redF()) + 0.7152 * channelLuminance(color.greenF()) +
           0.0722 * channelLuminance(color.blueF());
}

QColor blended(const QColor &under, const QColor &over, double share)
{
    const auto mix = [share](float a, float b) {
        return static_cast<float>(a * (1 - share) + b * share);
    };
    return QColor::fromRgbF(mix(under.redF(), over.redF()), mix(under.greenF(), over.greenF()),
                            mix(under.blueF(), over.blueF()));
}

QColor plainColor(Role role, bool dark)
{
    const RoleColors &colors = kColors.at(static_cast<std::size_t>(role));
    return QColor::fromRgb(dark ? colors.dark : colors.light);
}

/// `color` moved towards black or white until it can be read on both backgrounds: a palette of the
/// user's own may be anything.
QColor readable(QColor color, const QColor &first, const QColor &second, double wanted, bool dark)
{
    const QColor target = dark ? Qt::white : Qt::black;
    for (int step = 0; step < 20; ++step) {
        if (contrast(color, first) >= wanted && contrast(color, second) >= wanted)
            break;
        color = blended(color, target, 0.1);
    }
    return color;
}

bool isBackground(Role role)
{
    return role == Role::ChipBackground || role == Role::AddedBackground ||
           role == Role::RemovedBackground || role == Role::Separator;
}

} // namespace

double contrast(const QColor &first, const QColor &second)
{
    const double a = luminance(first);
    const double b = luminance(second);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Active, QPalette::Base)) <
           luminance(palette.color(QPalette::Active, QPalette::Text));
}

QColor color(Role role, const QPalette &palette)
{
    const bool dark = isDark(palette);
    const QColor plain = plainColor(role, dark);
    if (isBackground(role))
        return plain;
    const QColor base = palette.color(QPalette::Active, QPalette::Base);
    if (role == Role::DisabledText)
        return readable(plain, base, base, kDisabledContrast, dark);
    if (role == Role::ChipText)
        return readable(plain, plainColor(Role::ChipBackground, dark), base, kTextContrast, dark);
    return readable(plain, tint(role, palette), palette.color(QPalette::Active, QPalette::Window),
                    kTextContrast, dark);
}

QColor tint(Role role, const QPalette &palette)
{
    const bool dark = isDark(palette);
    if (isBackground(role))
        return plainColor(role, dark);
    return blended(palette.color(QPalette::Active, QPalette::Base), plainColor(role, dark),
                   dark ? 0.16 : 0.10);
}

void setTextColor(QWidget &widget, std::optional<Role> role)
{
    // From the surroundings, or a colour of before a change to dark would stay.
    const QPalette around =
        widget.parentWidget() ? widget.parentWidget()->palette() : QGuiApplication::palette();
    QPalette own;
    if (role)
        // A label on a Base background takes Text, another WindowText.
        for (const QPalette::ColorRole text :
             {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
            for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive})
                own.setColor(group, text, color(*role, around));
    widget.setPalette(own);
}

QIcon icon(const QString &name)
{
    initializeResources();
    const QString file = u":/wharfgate/icons/"_s + name + u".svg"_s;
    const bool exists = QFile::exists(file);
    Q_ASSERT_X(exists, "theme::icon", qPrintable(u"no icon "_s + name));
    return exists ? QIcon(new SvgIconEngine(file, std::nullopt)) : QIcon();
}

QIcon icon(const QString &name, Role role)
{
    const QIcon plain = icon(name);
    if (plain.isNull())
        return plain;
    return QIcon(new SvgIconEngine(u":/wharfgate/icons/"_s + name + u".svg"_s, role));
}

QIcon applicationIcon()
{
    initializeResources();
    return QIcon(new SvgIconEngine(u":/wharfgate/icons/wharfgate.svg"_s));
}

QFont fixedFont()
{
    return QFontDatabase::systemFont(QFontDatabase::FixedFont);
}

int rowHeight(const QFont &font)
{
    return std::max(28, QFontMetrics(font).height() + 12);
}

} // namespace wharfgate::gui::theme

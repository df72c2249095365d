// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/Theme.h"

#include <QIconEngine>
#include <QString>

#include <optional>

namespace wharfgate::gui::theme {

/// Draws one SVG of the resources in a colour of the application's palette as it is at the moment
/// of painting, so that icons follow a change between light and dark.
class SvgIconEngine final : public QIconEngine
{
public:
    /// In the palette's text colour, or in the colour of `role`.
    SvgIconEngine(const QString &file, std::optional<Role> role);
    /// In the colours of the file.
    explicit SvgIconEngine(const QString &file);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state,
                         qreal scale) override;
    QSize actualSize(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    bool isNull() override { return false; }
    QString key() const override { return QStringLiteral("wharfgate"); }
    QIconEngine *clone() const override { return new SvgIconEngine(*this); }

private:
    QColor colorOf(QIcon::Mode mode) const;
    QPixmap rendered(const QSize &pixels, QIcon::Mode mode) const;

    QString m_file;
    std::optional<Role> m_role;
    bool m_recolored = true;
};

} // namespace wharfgate::gui::theme

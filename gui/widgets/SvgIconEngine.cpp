// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/SvgIconEngine.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>

namespace wharfgate::gui::theme {

using namespace Qt::StringLiterals;

SvgIconEngine::SvgIconEngine(const QString &file, std::optional<Role> role)
    : m_file(file)
    , m_role(role)
{}

SvgIconEngine::SvgIconEngine(const QString &file)
    : m_file(file)
    , m_recolored(false)
{}

QColor SvgIconEngine::colorOf(QIcon::Mode mode) const
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled)
        return color(Role::DisabledText, palette);
    if (mode == QIcon::Selected)
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    if (m_role)
        return color(*m_role, palette);
    return palette.color(QPalette::Active, QPalette::WindowText);
}

QPixmap SvgIconEngine::rendered(const QSize &pixels, QIcon::Mode mode) const
{
    const QColor wanted = colorOf(mode);
    const QString key = u"%1/%2x%3/%4"_s.arg(m_file, QString::number(pixels.width()),
                                             QString::number(pixels.height()),
                                             m_recolored ? wanted.name() : u"own"_s);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(m_file);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(pixels)));
    if (m_recolored) {
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(pixmap.rect(), wanted);
    }
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void SvgIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    const qreal ratio = painter->device() ? painter->device()->devicePixelRatio() : 1.0;
    const int side = std::min(rect.width(), rect.height());
    QRect square(0, 0, side, side);
    square.moveCenter(rect.center());
    QPixmap pixmap = rendered((QSizeF(square.size()) * ratio).toSize(), mode);
    pixmap.setDevicePixelRatio(ratio);
    painter->drawPixmap(square.topLeft(), pixmap);
}

QPixmap SvgIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    return rendered(size, mode);
}

QPixmap SvgIconEngine::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal)
{
    // `size` is in device pixels already; QIcon sets the ratio.
    return rendered(size, mode);
}

QSize SvgIconEngine::actualSize(const QSize &size, QIcon::Mode, QIcon::State)
{
    return size;
}

} // namespace wharfgate::gui::theme

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/NoticeBar.h"

#include "gui/pages/certificates/ActionButton.h"
#include "gui/widgets/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

theme::Role roleOf(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Success:
        return theme::Role::Success;
    case MessageKind::Warning:
        return theme::Role::Warning;
    case MessageKind::Error:
        return theme::Role::Error;
    case MessageKind::Information:
        break;
    }
    return theme::Role::Information;
}

QString iconOf(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Success:
        return u"success"_s;
    case MessageKind::Warning:
        return u"warning"_s;
    case MessageKind::Error:
        return u"error"_s;
    case MessageKind::Information:
        break;
    }
    return u"info"_s;
}

} // namespace

NoticeBar::NoticeBar(const QString &name, const QList<QAction *> &actions, QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
{
    setObjectName(name);
    m_text->setObjectName(name + u"Text"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setWordWrap(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme::kGrid, theme::kGrid / 2, theme::kGrid, theme::kGrid / 2);
    row->setSpacing(theme::kGrid);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    for (QAction *action : actions)
        row->addWidget(actionButton(action, this));
    hide();
}

void NoticeBar::setNotice(MessageKind kind, const QString &text)
{
    m_kind = kind;
    m_text->setText(text);
    setAccessibleName(text);
    showIcon();
    update();
    setVisible(!text.isEmpty());
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::showIcon()
{
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_icon->setPixmap(
        theme::icon(iconOf(m_kind), roleOf(m_kind)).pixmap(QSize(side, side), devicePixelRatioF()));
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme::color(roleOf(m_kind), palette()));
    painter.setBrush(theme::tint(roleOf(m_kind), palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
}

void NoticeBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showIcon();
}

} // namespace wharfgate::gui

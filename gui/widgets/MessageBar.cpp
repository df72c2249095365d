// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/MessageBar.h"

#include "gui/widgets/Theme.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPointer>
#include <QPushButton>
#include <QStyle>
#include <QTimer>
#include <QToolButton>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Look
{
    QString icon;
    theme::Role role;
    QString word; // the icon's, for screen readers
};

Look lookOf(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Success:
        return {u"success"_s, theme::Role::Success, MessageBar::tr("Done")};
    case MessageKind::Information:
        return {u"info"_s, theme::Role::Information, MessageBar::tr("Information")};
    case MessageKind::Warning:
        return {u"warning"_s, theme::Role::Warning, MessageBar::tr("Warning")};
    case MessageKind::Error:
        break;
    }
    return {u"error"_s, theme::Role::Error, MessageBar::tr("Error")};
}

} // namespace

struct MessageBar::Data
{
    MessageKind kind = MessageKind::Information;
    QLabel *icon = nullptr;
    QLabel *text = nullptr;
    QPushButton *button = nullptr;
    QToolButton *close = nullptr;
    QPointer<QAction> action;
    QTimer hide;
};

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_data(std::make_unique<Data>())
{
    m_data->icon = new QLabel(this);
    m_data->text = new QLabel(this);
    m_data->text->setObjectName(u"messageText"_s);
    m_data->text->setTextFormat(Qt::PlainText);
    m_data->text->setWordWrap(true);
    m_data->text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_data->button = new QPushButton(this);
    m_data->button->setObjectName(u"messageAction"_s);
    m_data->close = new QToolButton(this);
    m_data->close->setObjectName(u"messageClose"_s);
    m_data->close->setIcon(theme::icon(u"close"_s));
    m_data->close->setAutoRaise(true);
    m_data->close->setAccessibleName(tr("Close Message"));
    m_data->close->setToolTip(tr("Close this message (Esc)"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * theme::kGrid, theme::kGrid / 2, theme::kGrid, theme::kGrid / 2);
    layout->setSpacing(theme::kGrid);
    layout->addWidget(m_data->icon);
    layout->addWidget(m_data->text, 1);
    layout->addWidget(m_data->button);
    layout->addWidget(m_data->close);

    m_data->hide.setSingleShot(true);
    m_data->hide.setInterval(6s);
    connect(&m_data->hide, &QTimer::timeout, this, [this] {
        if (underMouse() || isAncestorOf(QApplication::focusWidget()))
            m_data->hide.start(); // somebody is reading it or about to use its button
        else
            clearMessage();
    });
    connect(m_data->close, &QToolButton::clicked, this, &MessageBar::clearMessage);
    connect(m_data->button, &QPushButton::clicked, this, [this] {
        if (m_data->action)
            m_data->action->trigger();
    });
    hide();
}

MessageBar::~MessageBar() = default;

void MessageBar::setSuccessDuration(std::chrono::milliseconds duration)
{
    m_data->hide.setInterval(duration);
}

void MessageBar::showMessage(MessageKind kind, const QString &text, QAction *action)
{
    if (m_data->action)
        m_data->action->disconnect(this);
    m_data->kind = kind;
    m_data->action = action;
    m_data->text->setText(text);
    const Look look = lookOf(kind);
    setAccessibleName(tr("%1: %2", "kind of message, text").arg(look.word, text));
    m_data->icon->setAccessibleName(look.word);
    showIcon();
    showAction();
    if (action) {
        connect(action, &QAction::changed, this, &MessageBar::showAction);
        connect(action, &QObject::destroyed, m_data->button, &QWidget::hide);
    }
    show();
    if (kind == MessageKind::Success)
        m_data->hide.start();
    else
        m_data->hide.stop();
    QAccessibleEvent announcement(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&announcement);
}

void MessageBar::clearMessage()
{
    m_data->hide.stop();
    if (m_data->action)
        m_data->action->disconnect(this);
    m_data->action = nullptr;
    m_data->text->clear();
    setAccessibleName({});
    hide();
}

QString MessageBar::text() const
{
    return m_data->text->text();
}

MessageKind MessageBar::kind() const
{
    return m_data->kind;
}

void MessageBar::showIcon()
{
    const Look look = lookOf(m_data->kind);
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_data->icon->setPixmap(
        theme::icon(look.icon, look.role).pixmap(QSize(side, side), devicePixelRatioF()));
}

void MessageBar::showAction()
{
    QAction *action = m_data->action;
    m_data->button->setVisible(action != nullptr);
    if (!action)
        return;
    m_data->button->setText(action->text());
    m_data->button->setToolTip(action->toolTip());
    m_data->button->setEnabled(action->isEnabled());
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const theme::Role role = lookOf(m_data->kind).role;
    QPainter painter(this);
    painter.fillRect(rect(), theme::tint(role, palette()));
    painter.fillRect(QRect(0, 0, theme::kGrid / 2, height()), theme::color(role, palette()));
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showIcon();
}

void MessageBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        clearMessage();
    else
        QFrame::keyPressEvent(event);
}

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/ConnectionBanner.h"

#include "gui/client/Session.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

ConnectionBanner::ConnectionBanner(Session &session, const Workspace &workspace, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_workspace(workspace)
{
    setObjectName(u"connectionBanner"_s);
    setFrameShape(QFrame::StyledPanel);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * theme::kGrid, theme::kGrid / 2, theme::kGrid, theme::kGrid / 2);
    m_icon = new QLabel(this);
    layout->addWidget(m_icon);
    m_text = new QLabel(this);
    m_text->setObjectName(u"connectionBannerText"_s);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addWidget(m_text, 1);
    m_retry = new QToolButton(this);
    m_retry->setObjectName(u"retryNow"_s);
    m_retry->setText(tr("Try Now"));
    m_retry->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(m_retry);
    connect(m_retry, &QToolButton::clicked, &session, &Session::retryNow);
    connect(&session, &Session::stateChanged, this, &ConnectionBanner::refresh);
    connect(&session, &Session::countdownChanged, this, &ConnectionBanner::refresh);
    connect(&workspace, &Workspace::readOnlyChanged, this, &ConnectionBanner::refresh);
    refresh();
}

void ConnectionBanner::refresh()
{
    const Session::State state = m_session.state();
    const bool isWaiting = state == Session::State::Waiting;
    const bool isReadOnly = m_workspace.isOpen() && !m_workspace.readOnlyReason().isEmpty();
    setVisible(isWaiting || isReadOnly);
    m_retry->setVisible(isWaiting);
    const int size = fontMetrics().height();
    if (isWaiting) {
        m_icon->setPixmap(theme::icon(u"warning"_s, theme::Role::Warning).pixmap(size, size));
        const int seconds = m_session.secondsUntilRetry();
        QString text = m_session.stateText();
        if (seconds > 0)
            text += u' ' + tr("Trying again in %n second(s).", nullptr, seconds);
        else if (seconds == 0)
            text += u' ' + tr("Trying again.");
        m_text->setText(text); // below 0 only the user can do something
    } else if (isReadOnly) {
        m_icon->setPixmap(theme::icon(u"info"_s, theme::Role::Information).pixmap(size, size));
        m_text->setText(m_workspace.readOnlyReason());
    }
}

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/StatusIndicators.h"

#include "gui/client/Session.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QLabel>
#include <QLocale>
#include <QStatusBar>
#include <QToolButton>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

StatusIndicators::StatusIndicators(const Session &session, const Workspace &workspace,
                                   QStatusBar &bar)
    : QObject(&bar)
    , m_session(session)
    , m_workspace(workspace)
{
    auto label = [&bar](const QString &name) {
        auto *made = new QLabel(&bar);
        made->setObjectName(name);
        made->setContentsMargins(theme::kGrid, 0, theme::kGrid, 0);
        bar.addPermanentWidget(made);
        return made;
    };
    m_version = label(u"statusVersion"_s);
    m_uptime = label(u"statusUptime"_s);
    m_revision = label(u"statusRevision"_s);
    m_expiry = new QToolButton(&bar);
    m_expiry->setObjectName(u"statusExpiry"_s);
    m_expiry->setAutoRaise(true);
    m_expiry->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_expiry->setFocusPolicy(Qt::TabFocus);
    m_expiry->setToolTip(tr("Show the certificate that expires first"));
    bar.addPermanentWidget(m_expiry);
    connect(m_expiry, &QToolButton::clicked, this, [this] { Q_EMIT certificateClicked(m_role); });
    connect(&session, &Session::statusChanged, this, &StatusIndicators::refresh);
    connect(&session, &Session::stateChanged, this, &StatusIndicators::refresh);
    connect(&workspace, &Workspace::baseChanged, this, &StatusIndicators::refresh);
    refresh();
}

void StatusIndicators::refresh()
{
    const auto &status = m_session.status();
    const bool isStale = !m_session.isLive();
    for (QLabel *label : {m_version, m_uptime, m_revision})
        label->setEnabled(!isStale || !m_session.hasDaemon());
    m_version->setVisible(status.has_value());
    m_uptime->setVisible(status.has_value());
    if (status) {
        m_version->setText(tr("Daemon %1").arg(status->version));
        m_uptime->setText(tr("Up %1").arg(texts::uptime(status->started.secsTo(status->received))));
        m_uptime->setToolTip(
            tr("Running since %1, process %2")
                .arg(QLocale().toString(status->started.toLocalTime(), QLocale::ShortFormat))
                .arg(status->pid));
    }
    const QString revision =
        status && !status->revision.isEmpty() ? status->revision : m_workspace.baseRevision();
    m_revision->setVisible(!revision.isEmpty());
    m_revision->setText(tr("Revision %1").arg(revision.left(8)));
    m_revision->setToolTip(tr("SHA-256 of the configuration: %1").arg(revision));
    refreshExpiry();
}

void StatusIndicators::refreshExpiry()
{
    const auto &status = m_session.status();
    const DaemonStatus::CertificateExpiry *first = nullptr;
    if (status) {
        for (const auto &certificate : status->certificates) {
            if (certificate.notAfter.isValid() &&
                (first == nullptr || certificate.notAfter < first->notAfter))
                first = &certificate;
        }
    }
    m_expiry->setVisible(first != nullptr);
    if (first == nullptr)
        return;
    m_role = first->role;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const qint64 days = now.secsTo(first->notAfter) / 86'400;
    m_expiry->setText(tr("Certificate %1").arg(texts::expiry(first->notAfter, now)));
    m_expiry->setAccessibleName(m_expiry->text());
    const bool expired = first->notAfter <= now;
    const auto role = expired || days <= 3 ? theme::Role::Error
                      : days <= 30         ? theme::Role::Warning
                                           : theme::Role::Success;
    m_expiry->setIcon(theme::icon(expired || days <= 3 ? u"error"_s
                                  : days <= 30         ? u"warning"_s
                                                       : u"certificates"_s,
                                  role));
}

} // namespace wharfgate::gui

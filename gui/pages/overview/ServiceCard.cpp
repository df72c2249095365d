// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/overview/ServiceCard.h"

#include "gui/client/Session.h"
#include "gui/widgets/Card.h"
#include "gui/widgets/Texts.h"
#include "gui/workspace/Workspace.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRevisionShown = 8; // characters of a revision that tell it from others

// As the status bar and the certificates page count.
constexpr int kDaysUrgent = 3;
constexpr int kDaysSoon = 30;

struct StateLook
{
    QString word;
    QString icon;
    theme::Role role;
};

StateLook lookOf(Session::State state)
{
    switch (state) {
    case Session::State::Connected:
        return {ServiceCard::tr("Running"), u"success"_s, theme::Role::Success};
    case Session::State::Connecting:
        return {ServiceCard::tr("Connecting…"), u"clock"_s, theme::Role::Information};
    case Session::State::Waiting:
        return {ServiceCard::tr("No Connection"), u"disconnect"_s, theme::Role::Error};
    case Session::State::File:
        return {ServiceCard::tr("Plain File"), u"file"_s, theme::Role::Information};
    case Session::State::Closed:
        break;
    }
    return {ServiceCard::tr("Nothing Is Open"), u"info"_s, theme::Role::Information};
}

std::optional<theme::Role> urgencyOf(qint64 days)
{
    if (days <= kDaysUrgent)
        return theme::Role::Error;
    return days <= kDaysSoon ? std::optional(theme::Role::Warning) : std::nullopt;
}

} // namespace

ServiceCard::ServiceCard(const Workspace &workspace, const Session &session, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_session(session)
    , m_card(new Card(tr("Service"), this))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_card);
    auto *state = new QHBoxLayout;
    state->setSpacing(theme::kGrid);
    m_stateIcon = new QLabel(m_card);
    m_state = new QLabel(m_card);
    m_state->setObjectName(u"serviceState"_s);
    QFont large = m_state->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setWeight(QFont::DemiBold);
    m_state->setFont(large);
    state->addWidget(m_stateIcon);
    state->addWidget(m_state, 1);
    m_card->body().addLayout(state);
    m_reason = new QLabel(m_card);
    m_reason->setObjectName(u"serviceReason"_s);
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    m_card->body().addWidget(m_reason);

    // No QFormLayout: that of Qt 6.4 writes beyond its arrays when rows are shown one by one.
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(2 * theme::kGrid);
    m_grid->setVerticalSpacing(theme::kGrid / 2 + 2);
    m_grid->setColumnStretch(1, 1);
    m_card->body().addLayout(m_grid);
    addRow(Row::Running, tr("Running since"), "serviceRunning");
    addRow(Row::Version, tr("Version"), "serviceVersion");
    addRow(Row::Address, tr("Address"), "serviceAddress");
    addCertificateRow(u"server"_s, tr("TLS certificate"));
    addCertificateRow(u"token"_s, tr("Token certificate"));
    addRow(Row::File, tr("File"), "serviceFile");
    addRow(Row::Rules, tr("Rules"), "serviceRules");
    addRow(Row::Users, tr("Users"), "serviceUsers");
    addRow(Row::Load, tr("Load"), "serviceLoad");
    addRow(Row::LastReload, tr("Last reload"), "serviceReload");
    addRow(Row::LastError, tr("Last error"), "serviceError");
    m_card->body().addStretch();
}

void ServiceCard::addToGrid(const QString &label, QWidget *value)
{
    const int row = m_grid->rowCount();
    auto *name = new QLabel(label, m_card);
    name->setBuddy(value);
    m_grid->addWidget(name, row, 0, Qt::AlignLeft | Qt::AlignTop);
    m_grid->addWidget(value, row, 1);
    m_labels[value] = name;
}

void ServiceCard::addRow(Row row, const QString &label, const char *name)
{
    auto *value = new QLabel(m_card);
    value->setObjectName(QLatin1StringView(name));
    value->setTextFormat(Qt::PlainText);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setWordWrap(true);
    addToGrid(label, value);
    m_values[row] = value;
}

void ServiceCard::addCertificateRow(const QString &role, const QString &label)
{
    auto *button = new QToolButton(m_card);
    button->setObjectName(u"serviceCertificate_"_s + role);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setToolTip(tr("Show this certificate"));
    connect(button, &QToolButton::clicked, this,
            [this, role] { Q_EMIT certificateRequested(role); });
    addToGrid(label, button);
    m_grid->setAlignment(button, Qt::AlignLeft);
    m_labels.at(button)->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    m_grid->setAlignment(m_labels.at(button), Qt::AlignLeft | Qt::AlignVCenter);
    m_certificates[role] = button;
}

void ServiceCard::setRow(Row row, const QString &text, std::optional<theme::Role> role)
{
    m_texts[row] = {text, role};
}

void ServiceCard::showRows()
{
    // Only what has another text is touched, or everything would be laid out every few seconds.
    for (const auto &[row, value] : m_values) {
        const auto found = m_texts.find(row);
        const bool isShown = found != m_texts.end() && !found->second.first.isEmpty();
        value->setVisible(isShown);
        m_labels.at(value)->setVisible(isShown);
        if (!isShown)
            continue;
        value->setText(found->second.first);
        theme::setTextColor(*value, found->second.second);
    }
}

void ServiceCard::refresh(const QDateTime &now)
{
    showState();
    const std::optional<DaemonStatus> &status = m_session.status();
    const bool daemon = m_session.hasDaemon() && status.has_value();
    m_texts.clear();
    if (daemon)
        showStatus(*status, now);
    else if (m_session.state() == Session::State::File)
        showFile();
    showRows();
    showCertificates(daemon ? &*status : nullptr, now);
    setStale(daemon && !m_session.isLive());
}

void ServiceCard::showState()
{
    const StateLook look = lookOf(m_session.state());
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_stateIcon->setPixmap(
        theme::icon(look.icon, look.role).pixmap(QSize(side, side), devicePixelRatioF()));
    m_state->setText(look.word);
    theme::setTextColor(*m_state, look.role);
    const bool isGood = m_session.state() == Session::State::Connected;
    if (m_session.state() == Session::State::Closed)
        m_reason->setText(tr("Choose Open in the File menu to work on a daemon or a file."));
    else
        m_reason->setText(isGood ? QString() : m_session.stateText());
    m_reason->setVisible(!m_reason->text().isEmpty());
}

void ServiceCard::showStatus(const DaemonStatus &status, const QDateTime &now)
{
    const QLocale locale;
    if (status.started.isValid())
        setRow(Row::Running,
               tr("%1 (%2)", "time, how long ago")
                   .arg(locale.toString(status.started.toLocalTime(), QLocale::ShortFormat),
                        texts::uptime(status.started.secsTo(now))));
    setRow(Row::Version, texts::shown(status.version));
    const bool tls = status.transport == u"https"_s;
    setRow(Row::Address,
           tls ? tr("%1, HTTPS").arg(texts::shown(status.address))
               : tr("%1, HTTP without TLS").arg(texts::shown(status.address)),
           tls ? std::nullopt : std::optional(theme::Role::Warning));
    setRow(Row::File, texts::shown(status.configurationFile));
    QString rules = tr("%n in force", "rules", status.rules);
    rules += u" · "_s + tr("revision %1").arg(texts::shown(status.revision.left(kRevisionShown)));
    if (status.diskDiffers)
        rules += u" · "_s + tr("the file on disk differs");
    setRow(Row::Rules, rules,
           status.diskDiffers ? std::optional(theme::Role::Warning) : std::nullopt);
    setRow(Row::Users, locale.toString(status.users));
    setRow(Row::Load,
           tr("%1 requests a minute · %2 in total · connections: %3")
               .arg(locale.toString(status.requestsPerMinute, 'f',
                                    status.requestsPerMinute < 10 ? 1 : 0),
                    locale.toString(status.requests), locale.toString(status.openConnections)));
    showReload(status, now);
}

void ServiceCard::showReload(const DaemonStatus &status, const QDateTime &now)
{
    const DaemonStatus::Reload &reload = status.lastReload;
    if (!reload.time.isValid()) {
        setRow(Row::LastReload, tr("None since the start"));
    } else {
        const QString when = texts::relativeTime(reload.time, now);
        const QString why = texts::shown(reload.ok ? reload.reason : reload.error, 300);
        const QString text = reload.ok ? when : tr("Failed %1").arg(when);
        setRow(Row::LastReload, why.isEmpty() ? text : text + u": "_s + why,
               reload.ok ? std::nullopt : std::optional(theme::Role::Error));
    }
    if (status.lastErrorMessage.isEmpty())
        setRow(Row::LastError, tr("None since the start"));
    else
        setRow(Row::LastError,
               tr("%1: %2", "how long ago: message")
                   .arg(texts::relativeTime(status.lastErrorTime, now),
                        texts::shown(status.lastErrorMessage, 300)),
               theme::Role::Error);
}

void ServiceCard::showCertificates(const DaemonStatus *status, const QDateTime &now)
{
    for (const auto &[role, button] : m_certificates) {
        const DaemonStatus::CertificateExpiry *found = nullptr;
        if (status)
            for (const DaemonStatus::CertificateExpiry &certificate : status->certificates)
                if (certificate.role == role)
                    found = &certificate;
        button->setVisible(found != nullptr);
        m_labels.at(button)->setVisible(found != nullptr);
        if (!found)
            continue;
        QString text = texts::expiry(found->notAfter, now);
        text[0] = text[0].toUpper();
        const std::optional<theme::Role> urgency =
            found->notAfter.isValid() ? urgencyOf(now.daysTo(found->notAfter)) : std::nullopt;
        button->setText(text);
        button->setIcon(urgency ? theme::icon(u"warning"_s, *urgency) : theme::icon(u"success"_s));
        button->setAccessibleName(m_labels.at(button)->text() + u": "_s + text);
        theme::setTextColor(*button, urgency);
    }
}

void ServiceCard::showFile()
{
    setRow(Row::File, texts::shown(m_workspace.content().file()));
    const config::Configuration *configuration = m_workspace.content().configuration();
    if (!configuration) {
        setRow(Row::Rules, tr("The file has errors; see the advice."), theme::Role::Error);
        return;
    }
    int enabled = 0;
    for (const config::RuleEntry &entry : m_workspace.content().rules())
        enabled += entry.isEnabled ? 1 : 0;
    const int disabled = static_cast<int>(m_workspace.content().rules().size()) - enabled;
    QString rules = tr("%n enabled", "rules", enabled);
    if (disabled > 0)
        rules += u" · "_s + tr("%n disabled", "rules", disabled);
    setRow(Row::Rules, rules);
    setRow(Row::Users, QLocale().toString(configuration->users.size()));
    setRow(Row::Address, texts::shown(configuration->server.addr));
}

void ServiceCard::setStale(bool stale)
{
    for (const auto &[row, value] : m_values)
        value->setEnabled(!stale);
    for (const auto &[role, button] : m_certificates)
        button->setEnabled(!stale);
    const std::optional<DaemonStatus> &status = m_session.status();
    m_card->setHint(stale && status
                        ? tr("as of %1")
                              .arg(QLocale().toString(status->received.toLocalTime().time(),
                                                      QLocale::ShortFormat))
                        : QString());
}

void ServiceCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_values.empty())
        refresh(QDateTime::currentDateTimeUtc());
}

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/PairCard.h"

#include "gui/models/CertificateWords.h"
#include "gui/widgets/Badge.h"
#include "gui/widgets/Card.h"
#include "gui/widgets/Texts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMark = 3; // around the card: which one is chosen, and where the focus is

} // namespace

PairCard::PairCard(const QString &role, QWidget *parent)
    : QWidget(parent)
    , m_role(role)
    , m_card(new Card(certificates::roleTitle(role), this))
{
    setObjectName(u"pairCard_"_s + role);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(kMark, kMark, kMark, kMark);
    outer->addWidget(m_card);

    m_subject = addLine("pairSubject");
    QFont large = m_subject->font();
    large.setPointSizeF(large.pointSizeF() * 1.15);
    m_subject->setFont(large);
    m_card->body().addWidget(m_subject);

    auto *expiry = new QHBoxLayout;
    expiry->setSpacing(theme::kGrid);
    m_expiryIcon = new QLabel(m_card);
    m_expiry = addLine("pairExpiry");
    expiry->addWidget(m_expiryIcon);
    expiry->addWidget(m_expiry, 1);
    m_card->body().addLayout(expiry);
    m_facts = addLine("pairFacts");
    m_card->body().addWidget(m_facts);

    auto *checks = new QHBoxLayout;
    checks->setSpacing(theme::kGrid);
    m_badge = new Badge(m_card);
    m_checks = addLine("pairChecks");
    checks->addWidget(m_badge);
    checks->addWidget(m_checks, 1);
    m_card->body().addLayout(checks);
    m_same = addLine("pairSame");
    m_card->body().addWidget(m_same);
    m_card->body().addStretch();
}

QLabel *PairCard::addLine(const char *name)
{
    auto *label = new QLabel(m_card);
    label->setObjectName(QLatin1StringView(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

void PairCard::setPair(const control::PairReport &pair, const QDateTime &now)
{
    m_now = now;
    const bool isReadable = !pair.chain.isEmpty();
    m_notAfter = isReadable ? pair.chain.first().notAfter : QDateTime();
    m_subject->setText(isReadable ? certificates::shortName(pair.chain.first())
                                  : tr("Cannot be read"));
    m_facts->setText(isReadable ? tr("%1 · issued by %2")
                                      .arg(certificates::keyText(pair.chain.first().keyType,
                                                                 pair.chain.first().keyBits),
                                           pair.chain.first().selfSigned
                                               ? tr("itself")
                                               : certificates::shortName(pair.chain.first().issuer))
                                : texts::shown(pair.error, 300));
    m_badge->setVerdict(certificates::verdictOf(isReadable ? certificates::worstOf(pair.checks)
                                                           : control::CheckReport::Outcome::Fail));
    m_checks->setText(isReadable || !pair.checks.isEmpty() ? certificates::checkSummary(pair.checks)
                                                           : tr("There is nothing to check"));
    m_same->setText(pair.sameAs.isEmpty()        ? QString()
                    : pair.sameAs == u"server"_s ? tr("The same files as the server certificate")
                                                 : tr("These files sign the tokens too"));
    m_same->setVisible(!m_same->text().isEmpty());
    m_expiry->setVisible(isReadable);
    m_expiryIcon->setVisible(isReadable);
    if (isReadable)
        showExpiry();
    setAccessibleName(certificates::roleTitle(m_role));
    setAccessibleDescription(m_subject->text() + u", "_s + m_expiry->text() + u", "_s +
                             m_checks->text());
}

void PairCard::showExpiry()
{
    const certificates::Urgency urgency = certificates::urgencyOf(m_notAfter, m_now);
    const theme::Role role = certificates::colorOf(urgency);
    m_expiry->setText(certificates::expiryText(m_notAfter, m_now));
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_expiryIcon->setPixmap(theme::icon(certificates::iconOf(urgency), role)
                                .pixmap(QSize(side, side), devicePixelRatioF()));
    QPalette colors;
    for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive})
        colors.setColor(group, QPalette::WindowText, theme::color(role, palette()));
    m_expiry->setPalette(colors);
}

void PairCard::setCurrent(bool current)
{
    m_isCurrent = current;
    update();
}

void PairCard::setStale(bool stale)
{
    m_card->setEnabled(!stale);
}

void PairCard::paintEvent(QPaintEvent *)
{
    if (!m_isCurrent && !hasFocus())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = theme::color(theme::Role::Accent, palette());
    if (m_isCurrent)
        painter.fillRect(QRect(0, kMark, kMark, height() - 2 * kMark), accent);
    if (hasFocus()) {
        painter.setPen(QPen(accent, 1.5));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
    }
}

void PairCard::mousePressEvent(QMouseEvent *event)
{
    QWidget::mousePressEvent(event);
    Q_EMIT chosen();
}

void PairCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return ||
        event->key() == Qt::Key_Enter)
        Q_EMIT chosen();
    else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        focusNextPrevChild(event->key() == Qt::Key_Right);
    else
        QWidget::keyPressEvent(event);
}

void PairCard::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void PairCard::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void PairCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_notAfter.isValid())
        showExpiry();
}

} // namespace wharfgate::gui

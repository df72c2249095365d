// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/control/CertificateReport.h"

#include <QDateTime>
#include <QString>
#include <QWidget>

class QLabel;

namespace wharfgate::gui {

class Badge;
class Card;

/// What matters of one certificate at a glance: for whom, until when, what the checks say. A click,
/// Space or Enter chooses it, like a tab.
class PairCard final : public QWidget
{
    Q_OBJECT

public:
    PairCard(const QString &role, QWidget *parent);

    const QString &role() const { return m_role; }
    void setPair(const control::PairReport &pair, const QDateTime &now);
    void setCurrent(bool current);
    void setStale(bool stale);

Q_SIGNALS:
    void chosen();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QLabel *addLine(const char *name);
    void showExpiry();

    QString m_role;
    QDateTime m_notAfter;
    QDateTime m_now;
    bool m_isCurrent = false;
    Card *m_card = nullptr;
    QLabel *m_subject = nullptr;
    QLabel *m_expiryIcon = nullptr;
    QLabel *m_expiry = nullptr;
    QLabel *m_facts = nullptr;
    QLabel *m_same = nullptr;
    Badge *m_badge = nullptr;
    QLabel *m_checks = nullptr;
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/Theme.h"
#include "gui/widgets/Verdict.h"
#include "shared/control/CertificateReport.h"

#include <QDateTime>
#include <QString>

#include <optional>

/// How keys and certificates are written for people.
namespace wharfgate::gui::certificates {

/// "Server certificate", "Token signing certificate".
QString roleTitle(const QString &role);
/// The common name, else the first name, else the whole subject.
QString shortName(const control::CertificateReport &certificate);
QString shortName(const QString &distinguishedName);
/// "EC P-256", "RSA, 2048 bits".
QString keyText(const QString &type, int bits);
/// "12 May 2026 10:00 (expires in 12 days)".
QString timeText(const QDateTime &time);
/// "Expires in 12 days".
QString expiryText(const QDateTime &notAfter, const QDateTime &now);

enum class Urgency
{
    None,
    Month,   ///< 30 days or less
    Weeks,   ///< 14 days or less
    Days,    ///< 3 days or less
    Expired, ///< or not valid yet
};
Urgency urgencyOf(const QDateTime &notAfter, const QDateTime &now);
theme::Role colorOf(Urgency urgency);
QString iconOf(Urgency urgency);

Verdict verdictOf(control::CheckReport::Outcome outcome);
/// "1 failure, 2 warnings", "All checks passed".
QString checkSummary(const QList<control::CheckReport> &checks);
/// The worst one; Pass if there are none.
control::CheckReport::Outcome worstOf(const QList<control::CheckReport> &checks);

} // namespace wharfgate::gui::certificates

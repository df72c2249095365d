// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/CertificateWords.h"

#include "gui/widgets/Texts.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace wharfgate::gui::certificates {

using namespace Qt::StringLiterals;
using Outcome = control::CheckReport::Outcome;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Certificates)
};

constexpr int kDaysMonth = 30;
constexpr int kDaysWeeks = 14;
constexpr int kDaysFew = 3;
constexpr qint64 kSecondsOfDay = 86'400;

int countOf(const QList<control::CheckReport> &checks, Outcome outcome)
{
    return static_cast<int>(std::count_if(checks.begin(), checks.end(), [outcome](const auto &one) {
        return one.outcome == outcome;
    }));
}

} // namespace

QString roleTitle(const QString &role)
{
    return role == u"token"_s ? Words::tr("Token Signing Certificate")
                              : Words::tr("Server Certificate");
}

QString shortName(const QString &distinguishedName)
{
    // RFC 2253: attributes are separated by commas, those in values are escaped.
    qsizetype start = 0;
    for (qsizetype end = 0; end <= distinguishedName.size(); ++end) {
        const bool isEnd = end == distinguishedName.size();
        if (!isEnd && distinguishedName[end] == u'\\') {
            ++end;
            continue;
        }
        if (!isEnd && distinguishedName[end] != u',')
            continue;
        const QString part = distinguishedName.mid(start, end - start).trimmed();
        if (part.startsWith(u"CN="_s) && part.size() > 3)
            return texts::shown(part.mid(3), 100);
        start = end + 1;
    }
    return texts::shown(distinguishedName, 100);
}

QString shortName(const control::CertificateReport &certificate)
{
    if (!certificate.subject.contains(u"CN="_s) && !certificate.names.isEmpty())
        return texts::shown(certificate.names.first(), 100);
    return certificate.subject.isEmpty() ? Words::tr("(without a name)")
                                         : shortName(certificate.subject);
}

QString keyText(const QString &type, int bits)
{
    if (type.isEmpty())
        return Words::tr("unknown");
    if (type == u"rsa"_s)
        return Words::tr("RSA, %1 bits").arg(bits);
    if (type == u"ed25519"_s)
        return u"Ed25519"_s;
    if (type.startsWith(u"ec-p"_s))
        return u"EC P-"_s + type.mid(4);
    return texts::shown(type, 40);
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat)
                          : Words::tr("unknown");
}

QString expiryText(const QDateTime &notAfter, const QDateTime &now)
{
    QString text = texts::expiry(notAfter, now);
    text[0] = text[0].toUpper();
    return text;
}

Urgency urgencyOf(const QDateTime &notAfter, const QDateTime &now)
{
    if (!notAfter.isValid())
        return Urgency::None;
    const qint64 seconds = now.secsTo(notAfter);
    if (seconds <= 0)
        return Urgency::Expired;
    const qint64 days = seconds / kSecondsOfDay; // as the words count
    if (days <= kDaysFew)
        return Urgency::Days;
    if (days <= kDaysWeeks)
        return Urgency::Weeks;
    return days <= kDaysMonth ? Urgency::Month : Urgency::None;
}

theme::Role colorOf(Urgency urgency)
{
    if (urgency == Urgency::None)
        return theme::Role::Success;
    return urgency == Urgency::Expired || urgency == Urgency::Days ? theme::Role::Error
                                                                   : theme::Role::Warning;
}

QString iconOf(Urgency urgency)
{
    if (urgency == Urgency::None)
        return u"success"_s;
    return urgency == Urgency::Expired ? u"error"_s : u"warning"_s;
}

Verdict verdictOf(Outcome outcome)
{
    if (outcome == Outcome::Pass)
        return {Words::tr("Good"), Verdict::Shape::Check, theme::Role::Success};
    if (outcome == Outcome::Warn)
        return {Words::tr("Warning"), Verdict::Shape::Exclamation, theme::Role::Warning};
    return {Words::tr("Failed"), Verdict::Shape::Cross, theme::Role::Error};
}

QString checkSummary(const QList<control::CheckReport> &checks)
{
    const int failures = countOf(checks, Outcome::Fail);
    const int warnings = countOf(checks, Outcome::Warn);
    QStringList parts;
    if (failures > 0)
        parts << Words::tr("%n checks failed", "", failures);
    if (warnings > 0)
        parts << Words::tr("%n warnings", "", warnings);
    return parts.isEmpty() ? Words::tr("All checks passed") : parts.join(u", "_s);
}

Outcome worstOf(const QList<control::CheckReport> &checks)
{
    if (countOf(checks, Outcome::Fail) > 0)
        return Outcome::Fail;
    return countOf(checks, Outcome::Warn) > 0 ? Outcome::Warn : Outcome::Pass;
}

} // namespace wharfgate::gui::certificates

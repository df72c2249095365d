// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/Doctor.h"

#include "shared/doctor/Examination.h"

namespace wharfgate::doctor {

using namespace Qt::StringLiterals;

Doctor::Doctor(Patient patient)
    : m_patient(std::move(patient))
{}

QList<Check> Doctor::run(const std::function<void(const Check &)> &report)
{
    Findings findings(report);
    Examination(m_patient, findings, m_isCancelled).run();
    if (m_isCancelled.load())
        findings.skip(u"cancelled"_s, u"The rest was not tried."_s);
    return findings.checks();
}

Result<QUrl> parseAddress(const QString &text)
{
    const QString whole = text.contains(u"://"_s) ? text : u"https://"_s + text;
    const QUrl url(whole, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() ||
        (url.scheme() != u"https"_s && url.scheme() != u"http"_s))
        return failure(ErrorCode::InvalidInput,
                       '"' + text.left(200).toStdString() +
                           "\" is no address; write https://registry.example.com");
    if (!url.userInfo().isEmpty())
        return failure(ErrorCode::InvalidInput,
                       "an address must not hold a user or password; see --account");
    return url;
}

} // namespace wharfgate::doctor

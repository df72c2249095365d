// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/Findings.h"

namespace wharfgate::doctor {

Findings::Findings(std::function<void(const Check &)> report)
    : m_report(std::move(report))
{}

void Findings::add(Check check)
{
    m_checks.append(std::move(check));
    if (m_report)
        m_report(m_checks.last());
}

void Findings::pass(const QString &name, const QString &seen)
{
    add({name, Outcome::Pass, {}, seen, {}, {}});
}

void Findings::warn(const QString &name, const QString &code, const QString &seen,
                    const QString &why, const QString &remedy)
{
    add({name, Outcome::Warn, code, seen, why, remedy});
}

void Findings::fail(const QString &name, const QString &code, const QString &seen,
                    const QString &why, const QString &remedy)
{
    add({name, Outcome::Fail, code, seen, why, remedy});
}

void Findings::skip(const QString &name, const QString &why, const QString &remedy)
{
    add({name, Outcome::Skip, {}, {}, why, remedy});
}

} // namespace wharfgate::doctor

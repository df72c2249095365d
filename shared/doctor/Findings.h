// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/doctor/Check.h"

#include <functional>

namespace wharfgate::doctor {

/// The checks done so far, in order.
class Findings
{
public:
    explicit Findings(std::function<void(const Check &)> report);

    void add(Check check);
    void pass(const QString &name, const QString &seen);
    void warn(const QString &name, const QString &code, const QString &seen, const QString &why,
              const QString &remedy);
    void fail(const QString &name, const QString &code, const QString &seen, const QString &why,
              const QString &remedy);
    void skip(const QString &name, const QString &why, const QString &remedy = {});

    const QList<Check> &checks() const { return m_checks; }

private:
    std::function<void(const Check &)> m_report;
    QList<Check> m_checks;
};

} // namespace wharfgate::doctor

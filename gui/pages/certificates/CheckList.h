// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/control/CertificateReport.h"

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace wharfgate::gui {

/// What was looked at, what came of it and what to do: what failed first.
class CheckList final : public QWidget
{
    Q_OBJECT

public:
    explicit CheckList(QWidget *parent = nullptr);

    void setChecks(const QList<control::CheckReport> &checks);

private:
    QWidget *rowOf(const control::CheckReport &check);

    QList<control::CheckReport> m_checks;
    QVBoxLayout *m_rows = nullptr;
};

} // namespace wharfgate::gui

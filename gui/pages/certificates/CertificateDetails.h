// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/control/CertificateReport.h"

#include <QList>
#include <QWidget>

#include <optional>

class QAction;
class QLabel;

namespace wharfgate::gui {

class FieldGrid;

/// Everything that one certificate says of itself.
class CertificateDetails final : public QWidget
{
    Q_OBJECT

public:
    explicit CertificateDetails(const QList<QAction *> &actions, QWidget *parent = nullptr);

    void setCertificate(const std::optional<control::CertificateReport> &certificate);

private:
    FieldGrid *m_fields = nullptr;
    QLabel *m_nothing = nullptr;
    QWidget *m_buttons = nullptr;
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/certificates/TaskDialog.h"
#include "shared/control/CertificateReport.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace wharfgate::gui {

class ChipEditor;

/// What a new certificate, or a request for one, is made of.
class CertificateForm final : public TaskDialog
{
    Q_OBJECT

public:
    enum class Kind
    {
        SelfSigned,
        Request
    };
    CertificateForm(Kind kind, const control::PairReport &pair, QWidget *parent);

    control::CertificateSpecReport spec() const;

private:
    void fillIn(const control::PairReport &pair);
    void checkInput();

    QLineEdit *m_commonName = nullptr;
    ChipEditor *m_names = nullptr;
    QSpinBox *m_days = nullptr; // null: the authority decides
    QComboBox *m_keyType = nullptr;
};

} // namespace wharfgate::gui

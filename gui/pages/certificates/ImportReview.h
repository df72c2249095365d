// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/certificates/TaskDialog.h"
#include "shared/control/CertificateReport.h"

namespace wharfgate::gui {

/// What files from elsewhere hold and what belongs together, before it is staged.
class ImportReview final : public TaskDialog
{
    Q_OBJECT

public:
    ImportReview(const control::InspectionReport &found, const control::PairReport &pair,
                 QWidget *parent);

private:
    void addItems(const control::InspectionReport &found);
};

} // namespace wharfgate::gui

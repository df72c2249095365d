// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/certificates/TaskDialog.h"
#include "shared/control/CertificateReport.h"

class QGridLayout;

namespace wharfgate::gui {

class Messages;

/// The staged pair beside the one in use, what the checks say of it, and whom to tell.
class RotateDialog final : public TaskDialog
{
    Q_OBJECT

public:
    /// `live`: a running daemon does it, and keeps its connections.
    RotateDialog(const control::PairReport &pair, bool live, Messages &messages, QWidget *parent);

    /// Registries have to be told.
    static bool changesSigningKey(const control::PairReport &pair);

private:
    void addComparison(const control::PairReport &pair);
    void addChecks(const control::PairReport &staged);
    void addRegistryNotice(const control::PairReport &pair, Messages &messages);
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"
#include "shared/control/CertificateReport.h"

#include <QWidget>

#include <optional>

class QAction;
class QLabel;

namespace wharfgate::gui {

class FieldGrid;

/// The private key as far as it may be seen: its file, who can read it, and the names that
/// registries give to its public half.
class KeyPanel final : public QWidget
{
    Q_OBJECT

public:
    KeyPanel(QAction *repairMode, QAction *saveKeySet, QWidget *parent = nullptr);

    /// `inUse` is how tokens name their key now; none while that is unknown.
    void setPair(const control::PairReport &pair,
                 const std::optional<config::Token::KidFormat> &inUse);

private:
    void showKeyIds(const control::PairReport &pair,
                    const std::optional<config::Token::KidFormat> &inUse);

    FieldGrid *m_fields = nullptr;
    FieldGrid *m_keyIds = nullptr;
    QLabel *m_keyIdsTitle = nullptr;
    QLabel *m_keyIdsNote = nullptr;
    QWidget *m_saveKeySet = nullptr;
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/control/CertificateReport.h"

#include <QTreeWidget>

#include <optional>

namespace wharfgate::gui {

/// The certificates of one role: those in use, and those staged beside them. Each hangs below the
/// one that has issued it.
class ChainTree final : public QTreeWidget
{
    Q_OBJECT

public:
    enum class Which
    {
        InUse,
        Staged
    };
    explicit ChainTree(QWidget *parent = nullptr);

    /// Keeps what is chosen, if it is still there; else the certificate in use is chosen.
    void setPair(const control::PairReport &pair);
    Which chosenPair() const;
    /// Of the chosen pair; none where only a name is known.
    std::optional<control::CertificateReport> chosenCertificate() const;
    void choose(Which which);

Q_SIGNALS:
    void choiceChanged();

private:
    void addGroup(const QString &text, Which which, const control::PairReport &pair);
    QTreeWidgetItem *leafOf(Which which) const;

    std::optional<control::PairReport> m_pair;
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/Page.h"

namespace wharfgate::gui {

/// The certificates and keys of the server and of the tokens.
class CertificatesPage final : public Page
{
    Q_OBJECT

public:
    explicit CertificatesPage(const PageContext &context, QWidget *parent = nullptr);

    QString title() const override;
    QString purpose() const override;
    QString iconName() const override;
    QList<QAction *> commands() const override;

    void showRole(const QString &role);

private:
    PageContext m_context;
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/Page.h"

namespace wharfgate::gui {

/// What a registry must be told.
class RegistryPage final : public Page
{
    Q_OBJECT

public:
    explicit RegistryPage(const PageContext &context, QWidget *parent = nullptr);

    QString title() const override;
    QString purpose() const override;
    QString iconName() const override;
    QList<QAction *> commands() const override;

private:
    PageContext m_context;
};

} // namespace wharfgate::gui

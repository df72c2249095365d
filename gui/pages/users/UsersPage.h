// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/Page.h"

namespace wharfgate::gui {

/// The accounts of the configuration.
class UsersPage final : public Page
{
    Q_OBJECT

public:
    explicit UsersPage(const PageContext &context, QWidget *parent = nullptr);

    QString title() const override;
    QString purpose() const override;
    QString iconName() const override;
    QList<QAction *> commands() const override;

    void showUser(const QString &name);

private:
    PageContext m_context;
};

} // namespace wharfgate::gui

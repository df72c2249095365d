// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/users/UsersPage.h"

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

UsersPage::UsersPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
{}

QString UsersPage::title() const
{
    return tr("Users");
}

QString UsersPage::purpose() const
{
    return tr("Who may log in, how they prove it, and the labels that rules look at.");
}

QString UsersPage::iconName() const
{
    return u"users"_s;
}

QList<QAction *> UsersPage::commands() const
{
    return {};
}

void UsersPage::showUser(const QString &name)
{
    Q_UNUSED(name)
}

} // namespace wharfgate::gui

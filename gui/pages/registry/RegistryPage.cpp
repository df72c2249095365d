// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/registry/RegistryPage.h"

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

RegistryPage::RegistryPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
{}

QString RegistryPage::title() const
{
    return tr("Registry Setup");
}

QString RegistryPage::purpose() const
{
    return tr("The settings that make a registry trust this daemon.");
}

QString RegistryPage::iconName() const
{
    return u"registry"_s;
}

QList<QAction *> RegistryPage::commands() const
{
    return {};
}

} // namespace wharfgate::gui

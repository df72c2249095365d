// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/Pages.h"

#include "gui/pages/certificates/CertificatesPage.h"
#include "gui/pages/log/LogPage.h"
#include "gui/pages/overview/OverviewPage.h"
#include "gui/pages/registry/RegistryPage.h"
#include "gui/pages/rules/RulesPage.h"
#include "gui/pages/users/UsersPage.h"

#include <QStackedWidget>

namespace wharfgate::gui {

Pages Pages::create(const PageContext &context, QStackedWidget *stack)
{
    Pages pages;
    pages.overview = new OverviewPage(context, stack);
    pages.users = new UsersPage(context, stack);
    pages.rules = new RulesPage(context, stack);
    pages.certificates = new CertificatesPage(context, stack);
    pages.log = new LogPage(context, stack);
    pages.registry = new RegistryPage(context, stack);
    for (Page *page : pages.all())
        stack->addWidget(page);
    return pages;
}

std::vector<Page *> Pages::all() const
{
    return {overview, users, rules, certificates, log, registry};
}

} // namespace wharfgate::gui

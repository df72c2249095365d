// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/Page.h"
#include "gui/shell/Navigator.h"

#include <vector>

class QStackedWidget;

namespace wharfgate::gui {

class CertificatesPage;
class LogPage;
class OverviewPage;
class RegistryPage;
class RulesPage;
class UsersPage;

/// The pages of the main window, in the order of PageId.
struct Pages
{
    OverviewPage *overview = nullptr;
    UsersPage *users = nullptr;
    RulesPage *rules = nullptr;
    CertificatesPage *certificates = nullptr;
    LogPage *log = nullptr;
    RegistryPage *registry = nullptr;

    /// Makes all of them in `stack`.
    static Pages create(const PageContext &context, QStackedWidget *stack);
    std::vector<Page *> all() const;
    Page *page(PageId id) const { return all()[static_cast<std::size_t>(id)]; }
};

} // namespace wharfgate::gui

// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/AccessList.h"
#include "shared/config/TestRun.h"
#include "shared/config/editing/ConfigurationText.h"

#include <memory>
#include <string>

namespace wharfgate::gui {

/// The rules of one text, ready to decide. Immutable; safe on any thread.
class CompiledRules
{
public:
    /// Null if the text has no configuration. Takes time in proportion to the rules: some 100 ms
    /// for 10,000.
    static std::shared_ptr<const CompiledRules> compile(const config::ConfigurationText &text);

    const config::ConfigurationText &text() const { return m_text; }
    const config::Configuration &configuration() const { return *m_text.configuration(); }
    const acl::AccessList &list() const { return m_list; }
    const config::TestRun &tests() const { return m_tests; }
    /// The account's own labels from the configuration.
    acl::Labels labelsOf(const std::string &account) const;

private:
    CompiledRules(config::ConfigurationText text, acl::AccessList list);

    config::ConfigurationText m_text;
    acl::AccessList m_list;
    config::TestRun m_tests;
};

} // namespace wharfgate::gui

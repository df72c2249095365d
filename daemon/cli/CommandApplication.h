// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>

#include <optional>

namespace wharfgate::cli {

/// Qt's application object while a command runs that needs an event loop; a test's own, if there is
/// one.
class CommandApplication
{
public:
    CommandApplication()
    {
        if (QCoreApplication::instance() == nullptr)
            m_application.emplace(m_argc, m_argv);
    }
    CommandApplication(const CommandApplication &) = delete;
    CommandApplication &operator=(const CommandApplication &) = delete;

private:
    char m_name[11] = "wharfgated"; // Qt keeps pointers to all three
    char *m_argv[2] = {m_name, nullptr};
    int m_argc = 1;
    std::optional<QCoreApplication> m_application;
};

} // namespace wharfgate::cli
